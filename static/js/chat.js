// <chat-room>: the talk about one order. The server draws each message once, the same for everyone; here they are put
// in order, told apart by day in the reader's zone, marked as one's own, sent, sent again, and read.
import { arrange, inOrder, localise } from "./chat-days.js"
import { Outbox } from "./chat-outbox.js"
import { isJoined } from "./live.js"
import { announce, attach, cookie, element, icon } from "./page.js"

const NEAR = 96
const SEEN_AFTER = 600

class ChatRoom extends HTMLElement {
  connectedCallback() {
    if (this.list) return
    this.log = this.querySelector("[role=log]")
    this.list = this.querySelector("[data-messages]")
    this.form = this.querySelector("form.composer")
    this.field = this.form.querySelector("textarea")
    this.read = Number(this.dataset.read)
    this.outbox = new Outbox(this)
    this.fresh([...this.list.children])
    this.watcher = new MutationObserver(records => this.fresh(records.flatMap(record => [...record.addedNodes])))
    this.watcher.observe(this.list, { childList: true })
    this.form.addEventListener("submit", event => this.submit(event))
    this.addEventListener("click", event => this.clicked(event))
    this.addEventListener("change", event => { if (event.target.matches("[data-show-log]")) queueMicrotask(() => this.arrange()) })
    this.log.addEventListener("scroll", () => this.look(), { passive: true })
    this.outbox.restore()
    if (isJoined()) this.catchUp()
    this.pointAt(location.hash)
    this.look()
  }

  // What was said between the drawing of the room and the moment the socket listened.
  catchUp() { htmx.trigger(this.querySelector(":scope > [data-catch-up]"), "chat:joined") }

  lastOf(kind) { return Math.max(0, ...[...this.list.querySelectorAll(`:scope > .${kind}`)].map(item => Number(item.dataset.id ?? 0))) }

  fresh(nodes) {
    const items = nodes.filter(node => node.dataset?.at && node.parentElement === this.list)
    if (!items.length) return
    for (const item of items) {
      localise(item, this.dataset.member)
      inOrder(item)
      if (item.dataset.client) this.outbox.arrived(item.dataset.client)
    }
    this.arrange()
    this.look()
  }

  arrange() {
    arrange(this.list, this.log.hasAttribute("data-log"))
    this.watcher?.takeRecords()
  }

  submit(event) {
    event.preventDefault()
    if (!this.field.value.trim()) return this.field.focus()
    const given = new FormData(this.form)
    this.outbox.add({ body: given.get("body"), mention: given.getAll("mention"), plain: given.getAll("plain") })
    this.empty()
    this.toEnd()
  }

  empty() {
    this.form.reset()
    this.field.value = ""
    this.problem("")
    this.form.querySelector(".mention-chips").replaceChildren()
    this.field.dispatchEvent(new Event("input", { bubbles: true }))
  }

  // The server asks back, or will not take it: the words go back to where they were written, with the question.
  takeBack(entry, answer) {
    if (this.field.value.trim()) return false
    this.write(entry.body)
    this.form.querySelector(".mention-chips").replaceChildren(...answer.querySelector(".mention-chips").childNodes)
    this.problem(answer.querySelector(".composer-problem").textContent.trim())
    return true
  }

  write(text) {
    this.field.value = text
    this.field.dispatchEvent(new Event("input", { bubbles: true }))
    this.field.focus()
  }

  problem(text) {
    const place = this.form.querySelector(".composer-problem")
    place.replaceChildren(...(text ? [element("p", { class: "error", "data-tone": "red" }, icon("warning"), text)] : []))
  }

  put(message) {
    if (document.getElementById(message.id)) return
    this.list.append(message)
    htmx.process(message)
  }

  clicked(event) {
    const insert = event.target.closest("[data-insert]")
    if (!insert) return
    const { selectionStart: at, value } = this.field
    this.field.focus()
    this.field.setRangeText((at && !/\s$/.test(value.slice(0, at)) ? " " : "") + insert.dataset.insert, at, at, "end")
    this.field.dispatchEvent(new Event("input", { bubbles: true }))
  }

  toEnd() { this.log.scrollTop = this.log.scrollHeight }

  // Seen is what stands at the end of a room that is in sight, on a page that is looked at.
  look() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.tellRead(), SEEN_AFTER)
  }

  async tellRead() {
    const isAtEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR
    const last = this.lastOf("message")
    if (document.hidden || !this.log.offsetParent || !isAtEnd || last <= this.read) return
    const before = this.read
    this.read = last
    const answer = await this.post(this.dataset.readingUrl, new URLSearchParams({ message: last })).catch(() => null)
    if (!answer?.ok) this.read = before
  }

  post(url, body) {
    const token = cookie("csrftoken") ?? this.form.elements.csrfmiddlewaretoken.value
    return fetch(url, { method: "POST", body, headers: { "HX-Request": "true", "X-CSRFToken": token, Accept: "text/html" }, signal: AbortSignal.timeout(30_000) })
  }

  async pointAt(hash) {
    const id = hash.match(/^#m(\d+)$/)?.[1]
    if (!id) return
    const first = this.list.querySelector(":scope > .message")?.dataset.id
    const older = this.list.querySelector(":scope > .older")
    if (!document.getElementById(`m${id}`) && older && Number(id) < Number(first)) {
      await htmx.ajax("GET", `${this.dataset.olderUrl}?before=${first}&back_to=${id}`, { target: older, swap: "outerHTML" })
    }
    const message = document.getElementById(`m${id}`)
    if (!message) return
    message.scrollIntoView({ block: "center" })
    message.classList.add("is-target")
    announce(message.textContent.trim())
  }
}

customElements.define("chat-room", ChatRoom)

const rooms = () => document.querySelectorAll("chat-room")
document.addEventListener("live:joined", () => { for (const room of rooms()) { room.catchUp(); room.outbox.again() } })
addEventListener("online", () => { for (const room of rooms()) room.outbox.again() })
addEventListener("hashchange", () => { for (const room of rooms()) room.pointAt(location.hash) })
document.addEventListener("visibilitychange", () => { for (const room of rooms()) room.look() })

// A room asks for what comes after the last it has, of each kind.
document.addEventListener("htmx:config:request", event => {
  const { sourceElement, request } = event.detail.ctx
  const room = sourceElement.matches?.("[data-catch-up]") && sourceElement.closest("chat-room")
  if (!room) return
  request.body.set("after", room.lastOf("message"))
  request.body.set("activity", room.lastOf("activity"))
})
