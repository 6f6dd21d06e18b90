// <mention-box data-people-url="/…"> around a textarea: "@" and letters offer people, arrows and Enter choose one.
// data-people-url?q=wil answers with HTML: <li role="option" data-value="12" data-name="Will Kowalczyk">…</li>;
// with &exact=1 only those whose whole name, written with or without blanks, is q. Who is mentioned stands in a chip
// below the text and goes along as <input name="mention" value="12">. A name typed whole is looked up when the person
// types on; if it fits several people, the chips ask which one. A chip goes when its name leaves the text.
// With data-check-url the server reads the text instead: it takes the whole form by POST and answers with the chips,
// questions and warnings. A button there with name and value ("mention" or "plain") is an answer.
import "text-expander"
import { announce, cookie, element, icon, say } from "./page.js"

const WAIT = 350
const NEVER = new Promise(() => null) // an answer that came after a later question: it may neither open nor close the list
const TYPED = /(^|[\s(])@([\p{L}\p{N}][\p{L}\p{N}_.'’-]*)/gu

const compact = name => name.replace(/\s+/g, "").toLocaleLowerCase()

class MentionBox extends HTMLElement {
  people = new Map()
  asked = new Map()

  connectedCallback() {
    if (this.expander) return
    this.field = this.querySelector("textarea")
    this.expander = element("text-expander", { keys: "@", multiword: "@" })
    const { nextSibling, parentNode } = this.field
    const isFocused = document.activeElement === this.field
    this.expander.append(this.field)
    parentNode.insertBefore(this.expander, nextSibling)
    if (isFocused) this.field.focus()
    this.addEventListener("keydown", event => this.enter(event), true)
    this.expander.addEventListener("text-expander-change", event => this.offer(event))
    this.expander.addEventListener("text-expander-activate", () => queueMicrotask(() => this.opened()))
    this.expander.addEventListener("text-expander-value", event => this.accept(event))
    this.expander.addEventListener("text-expander-committed", () => this.field.dispatchEvent(new Event("input", { bubbles: true })))
    this.field.addEventListener("input", () => {
      this.isEntered = false
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.settle(), WAIT)
      this.prune()
    })
    this.field.form?.addEventListener("reset", () => { this.people.clear(); this.asking = null; this.draw() })
    if (this.dataset.checkUrl) this.addEventListener("click", event => this.answer(event))
    // Somebody typed before this file was here.
    if (isFocused && this.field.value) this.field.dispatchEvent(new Event("input", { bubbles: true }))
  }

  // Where the chips stand: what the server gave, or a place of our own.
  get chips() {
    const given = this.querySelector(".mention-chips")
    if (given) return given
    const made = element("div", { class: "mention-chips", role: "group", "aria-label": say("mentions") })
    const answers = this.querySelector("[data-outbox-errors]")
    if (answers) answers.append(made)
    else this.expander.after(made)
    return made
  }

  async check() {
    if (!this.field.value.includes("@") && !this.chips.childElementCount) return
    const form = this.asking = new FormData(this.field.form)
    const headers = { "HX-Request": "true", Accept: "text/html", "X-CSRFToken": cookie("csrftoken") ?? form.get("csrfmiddlewaretoken") }
    const answer = await fetch(this.dataset.checkUrl, { method: "POST", body: form, headers }).catch(() => null)
    const html = answer?.ok ? await answer.text() : ""
    if (this.asking !== form || !answer?.ok) return
    const made = new DOMParser().parseFromString(html, "text/html")
    const hadFocus = this.chips.contains(document.activeElement)
    const before = this.chips.textContent.trim()
    this.chips.replaceChildren(...made.body.childNodes)
    if (hadFocus) this.field.focus()
    const after = this.chips.textContent.replace(/\s+/g, " ").trim()
    if (after && after !== before.replace(/\s+/g, " ")) announce(after)
  }

  keep(name, value) { this.chips.append(element("input", { type: "hidden", name, value })) }

  async answer(event) {
    const button = event.target.closest(".mention-chips button[name]")
    if (!button) return
    event.preventDefault()
    if (button.dataset.post) return this.bring(button)
    if (button.name === "plain") for (const chosen of button.parentElement.querySelectorAll("[name=mention]")) chosen.remove()
    this.querySelector("[data-outbox-errors] > .error")?.remove()
    this.keep(button.name, button.value)
    this.check()
    this.field.focus()
  }

  // Somebody who cannot see the order is put on its team first; then the text is read anew.
  async bring(button) {
    const headers = { "HX-Request": "true", "X-CSRFToken": cookie("csrftoken") ?? this.field.form.elements.csrfmiddlewaretoken?.value ?? "" }
    const body = new URLSearchParams({ [button.name]: button.value })
    button.setAttribute("aria-busy", "true")
    const answer = await fetch(button.dataset.post, { method: "POST", body, headers }).catch(() => null)
    button.removeAttribute("aria-busy")
    if (answer?.ok) this.querySelector("[data-outbox-errors] > .error")?.remove()
    this.check()
    this.field.focus()
  }

  async fetchPeople(q, exact = false) {
    const url = new URL(this.dataset.peopleUrl, location.href)
    url.searchParams.set("q", q)
    if (exact) url.searchParams.set("exact", "1")
    const answer = await fetch(url, { headers: { "HX-Request": "true", Accept: "text/html" } }).catch(() => null)
    if (!answer?.ok) return []
    const made = new DOMParser().parseFromString(await answer.text(), "text/html")
    return [...made.querySelectorAll("[role=option]")]
  }

  offer({ detail: { provide, text } }) {
    if (text.length > 40) return
    const lookup = this.lookup = this.latest = this.fetchPeople(text)
    lookup.then(() => setTimeout(() => this.found(lookup)))
    provide(lookup.then(options => {
      if (this.latest !== lookup) return NEVER
      const isWhole = options.length === 1 && compact(options[0].dataset.name) === compact(text)
      if (!options.length || isWhole) return { matched: false }
      const fragment = element("ul", { class: "menu is-floating", role: "listbox", "aria-label": say("mentions") }, ...options)
      for (const [at, option] of options.entries()) {
        option.classList.add("item")
        option.id = `mention-${this.field.id}-${at}`
      }
      announce(say("found", { count: options.length }))
      return { matched: true, fragment }
    }))
  }

  // Enter while people are still being looked for is for the first of them, or sends if there is none.
  enter(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return
    if (this.lookup) {
      event.preventDefault()
      event.stopPropagation()
      this.isEntered = true
    } else if (this.isWhole()) this.expander.dismiss()
  }

  found(lookup) {
    if (this.lookup !== lookup) return
    this.lookup = null
    if (!this.isEntered) return
    this.isEntered = false
    this.field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }))
  }

  // The one person offered is written out already: the list, which came late, has nothing to choose from.
  isWhole() {
    const options = this.expander.querySelectorAll(".menu [role=option]")
    const written = this.field.value.slice(0, this.field.selectionEnd).match(/@([^@]*)$/)?.[1]
    return options.length === 1 && written !== undefined && compact(options[0].dataset.name) === compact(written)
  }

  // Still the text box it was, with people offered; they stand above the line when there is no room below.
  opened() {
    for (const name of ["role", "aria-expanded"]) this.field.removeAttribute(name)
    const menu = this.expander.querySelector(".menu")
    if (menu) menu.classList.toggle("is-above", menu.getBoundingClientRect().bottom > innerHeight - 8)
  }

  accept(event) {
    const { value, name } = event.detail.item.dataset
    event.detail.value = `@${name}`
    this.add(value, name, `@${name}`)
  }

  add(id, name, written) {
    if (this.dataset.checkUrl) return id && this.keep("mention", id)
    this.people.set(id, { name, written })
    this.asked.delete(written)
    this.draw()
  }

  // Names typed whole, without choosing from the list.
  async settle() {
    if (this.dataset.checkUrl) return this.check()
    const written = [...this.people.values()].map(person => person.written)
    let rest = this.field.value
    for (const one of written) rest = rest.replaceAll(one, " ".repeat(one.length))
    const caret = this.field.selectionEnd
    for (const match of rest.matchAll(TYPED)) {
      const handle = match[2].replace(/[.'’-]+$/, "")
      const end = match.index + match[0].length
      if (end === caret && document.activeElement === this.field) continue
      if (handle.length < 2 || this.asked.has(`@${handle}`)) continue
      this.asked.set(`@${handle}`, [])
      const found = await this.fetchPeople(handle, true)
      if (found.length === 1) this.add(found[0].dataset.value, found[0].dataset.name, `@${handle}`)
      else if (found.length > 1) { this.asked.set(`@${handle}`, found); this.draw() }
    }
  }

  prune() {
    const text = this.field.value
    let changed = false
    for (const [id, { written }] of this.people) if (!text.includes(written)) { this.people.delete(id); changed = true }
    for (const written of this.asked.keys()) if (!text.includes(written)) { changed ||= this.asked.get(written).length > 0; this.asked.delete(written) }
    if (changed) this.draw()
  }

  draw() {
    const chips = [...this.people].map(([id, { name, written }]) => {
      const drop = element("button", { type: "button", class: "drop", "aria-label": say("remove", { name }) }, icon("close"))
      drop.addEventListener("click", () => { this.people.delete(id); this.asked.set(written, []); this.draw(); this.field.focus() })
      return element("span", { class: "mention-chip" }, `@${name}`, element("input", { type: "hidden", name: "mention", value: id }), drop)
    })
    const questions = [...this.asked].filter(([, options]) => options.length).map(([written, options]) => {
      const answers = options.map(option => {
        const button = element("button", { type: "button", class: "button is-small" }, option.textContent.trim())
        button.addEventListener("click", () => { this.add(option.dataset.value, option.dataset.name, written); this.field.focus() })
        return button
      })
      return element("span", { class: "mention-question", role: "status" }, say("which", { name: written }), ...answers)
    })
    this.chips.replaceChildren(...chips, ...questions)
  }
}

customElements.define("mention-box", MentionBox)
