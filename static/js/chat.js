// <chat-room>: the talk about one order. The server draws each message once, the same for everyone; here they are put
// in order, told apart by day in the reader's zone, marked as one's own, and read. Sending is outbox.js's.
import { arrange, inOrder, localise } from "./chat-days.js"
import { count, more, none } from "./chat-threads.js"
import { restore } from "./drafts.js"
import { isJoined } from "./live.js"
import { arrived } from "./outbox.js"
import { announce } from "./page.js"

const NEAR = 96
const SEEN_AFTER = 600

class ChatRoom extends HTMLElement {
  connectedCallback() {
    if (this.list) return
    this.log = this.querySelector("[role=log]")
    this.list = this.querySelector("[data-messages]")
    this.unsent = this.querySelector("[data-unsent]")
    this.form = this.querySelector("form.composer")
    this.field = this.form.querySelector("textarea")
    this.read = Number(this.dataset.read)
    this.fresh([...this.list.children])
    this.watcher = new MutationObserver(records => this.fresh(records.flatMap(record => [...record.addedNodes])))
    this.watcher.observe(this.list, { childList: true })
    new MutationObserver(() => this.land()).observe(this.unsent, { childList: true })
    this.addEventListener("click", event => this.insert(event.target.closest("[data-insert]")))
    this.addEventListener("change", event => { if (event.target.matches("[data-show-log]")) queueMicrotask(() => this.arrange()) })
    this.log.addEventListener("scroll", () => this.look(), { passive: true })
    this.field.addEventListener("input", () => this.querySelector("[data-outbox-errors] > .error")?.remove())
    this.form.addEventListener("form:taken", () => this.toEnd())
    if (isJoined()) this.catchUp()
    requestAnimationFrame(() => {
      if (!this.field.value) restore(this.form)
      this.pointAt(location.hash)
    })
    count()
    this.look()
  }

  disconnectedCallback() { clearTimeout(this.timer) }

  // What was said between the drawing of the room and the moment the socket listened.
  catchUp() { htmx.trigger(this.querySelector(":scope > [data-catch-up]"), "chat:joined") }

  lastOf(kind) { return Math.max(0, ...[...this.list.querySelectorAll(`:scope > .${kind}`)].map(item => Number(item.dataset.id ?? 0))) }

  fresh(nodes) {
    for (const node of nodes) if (node.id && this.list.querySelectorAll(`:scope > #${CSS.escape(node.id)}`).length > 1) node.remove()
    const items = nodes.filter(node => node.dataset?.at && node.parentElement === this.list)
    if (!items.length) return
    for (const item of items) {
      localise(item, this.dataset.member)
      inOrder(item)
      if (item.dataset.client) arrived(item.dataset.client)
    }
    this.arrange()
    this.look()
  }

  arrange() {
    arrange(this.list, this.log.hasAttribute("data-log"))
    this.watcher?.takeRecords()
  }

  // A message of one's own that was taken goes up to the others.
  land() {
    for (const message of this.unsent.querySelectorAll(":scope > [data-at]")) this.list.append(message)
    if (this.unsent.childElementCount) this.toEnd()
  }

  insert(button) {
    if (!button) return
    const { selectionStart: at, value } = this.field
    this.field.focus()
    this.field.setRangeText((at && !/\s$/.test(value.slice(0, at)) ? " " : "") + button.dataset.insert, at, at, "end")
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
    const headers = { "HX-Request": "true", "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value }
    const body = new URLSearchParams({ message: last })
    const answer = await fetch(`${this.dataset.address}reading/`, { method: "POST", body, headers }).catch(() => null)
    if (answer?.ok) none(this.dataset.thread)
    else this.read = before
  }

  // "#m7" in the address: to that message, however far up it stands.
  async pointAt(hash) {
    const id = hash.match(/^#m(\d+)$/)?.[1]
    if (!id) return
    const first = this.list.querySelector(":scope > .message")?.dataset.id
    const older = this.list.querySelector(":scope > .older")
    if (!document.getElementById(`m${id}`) && older && Number(id) < Number(first)) {
      await htmx.ajax("GET", `${this.dataset.address}older/?before=${first}&back_to=${id}`, { target: older, swap: "outerHTML" })
    }
    const message = document.getElementById(`m${id}`)
    if (!message) return
    message.scrollIntoView({ block: "center" })
    message.classList.add("is-target")
    announce(message.textContent.replace(/\s+/g, " ").trim())
  }
}

const rooms = () => document.querySelectorAll("chat-room")
document.body.addEventListener("live:joined", () => { for (const room of rooms()) room.catchUp() }, { once: true })
addEventListener("hashchange", () => { for (const room of rooms()) room.pointAt(location.hash) })
document.addEventListener("visibilitychange", () => { for (const room of rooms()) room.look() })

// What is said in another thread is not for this list: it is counted beside its name.
document.addEventListener("htmx:ws:before:message:incoming", event => {
  const { message } = event.detail
  if (typeof message.data !== "string" || message.data.startsWith("{")) return
  message.data = message.data.replace(/<hx-partial hx-target="(#chat-[\d-]+)"[\s\S]*?<\/hx-partial>/g, (whole, target) => {
    if (document.querySelector(target)) return whole
    const [, order, thread = "0"] = target.match(/^#chat-(\d+)(?:-(\d+))?$/)
    const room = document.querySelector(`chat-room[data-order="${order}"]`)
    if (room && whole.match(/\sdata-author="(\d+)"/)?.[1] !== room.dataset.member) more(thread)
    return ""
  })
  if (!message.data.trim()) event.preventDefault()
})

// A room asks for what comes after the last it has, of each kind.
document.addEventListener("htmx:config:request", event => {
  const { sourceElement, request } = event.detail.ctx
  const room = sourceElement.matches?.("[data-catch-up]") && sourceElement.closest("chat-room")
  if (!room) return
  request.body.set("after", room.lastOf("message"))
  request.body.set("activity", room.lastOf("activity"))
})

// Last, since rooms that are there start at once and what they ask for has to pass the lines above.
customElements.define("chat-room", ChatRoom)
