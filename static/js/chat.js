// <chat-room>: the talk about one order. The server draws each message once, the same for everyone; here they are put
// in order, told apart by day in the reader's zone, marked as one's own, and read. Sending is outbox.js's.
import { arrange, inOrder, localise } from "./chat-days.js"
import "./chat-messages.js"
import { attend, spoke, stop } from "./chat-presence.js"
import { count, readUpTo } from "./chat-threads.js"
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
    this.gap = null
    this.fresh([...this.list.children])
    this.watcher = new MutationObserver(records => this.fresh(records.flatMap(record => [...record.addedNodes])))
    this.watcher.observe(this.list, { childList: true })
    new MutationObserver(() => this.land()).observe(this.unsent, { childList: true })
    this.addEventListener("change", event => { if (event.target.matches("[data-show-log]")) queueMicrotask(() => this.arrange()) })
    this.log.addEventListener("scroll", () => this.look(), { passive: true })
    this.field.addEventListener("input", () => this.querySelector("[data-outbox-errors] > .error")?.remove())
    this.form.addEventListener("form:taken", () => { this.isHeld = false; if (this.isDetached) this.toNewest(); else this.toEnd() })
    if (isJoined()) this.catchUp()
    requestAnimationFrame(() => {
      if (!this.field.value) restore(this.form)
      this.pointAt(location.hash)
    })
    count()
    attend(this)
    this.look()
  }

  disconnectedCallback() {
    clearTimeout(this.timer)
    stop(this)
  }

  // What was said between the drawing of the room and the moment it stands there; the socket brings it to a page that
  // is only now being opened.
  catchUp() {
    const asking = this.querySelector(":scope > [data-catch-up]")
    htmx.process(asking)
    htmx.trigger(asking, "chat:came")
  }

  lastOf(kind) { return Math.max(0, ...[...this.list.querySelectorAll(`:scope > .${kind}`)].map(item => Number(item.dataset.id ?? 0))) }

  fresh(nodes) {
    for (const node of nodes) if (node.id && this.list.querySelectorAll(`:scope > #${CSS.escape(node.id)}`).length > 1) node.remove()
    const items = nodes.filter(node => node.dataset?.at && node.parentElement === this.list)
    if (!items.length) return
    for (const item of items) {
      localise(item, this.dataset.member)
      inOrder(item)
      if (item.dataset.client) arrived(item.dataset.client)
      spoke(this, item.dataset.author)
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

  toEnd() { this.log.scrollTop = this.log.scrollHeight }

  // Seen is what stands at the end of a room that is in sight, on a page that is looked at.
  look() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.tellRead(), SEEN_AFTER)
  }

  async tellRead() {
    const isAtEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR
    const last = this.lastOf("message")
    if (document.hidden || this.isHeld || this.isDetached || !this.log.offsetParent || !isAtEnd || last <= this.read) return
    const before = this.read
    this.read = last
    const headers = { "HX-Request": "true", "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value }
    const body = new URLSearchParams({ message: last })
    const answer = await fetch(`${this.dataset.address}reading/`, { method: "POST", body, headers }).catch(() => null)
    if (answer?.ok) readUpTo(this.dataset.thread, last)
    else this.read = before
  }

  // "#m7" in the address: to that message, however far away it stands; what is around it takes the place of the end.
  async pointAt(hash) {
    const id = hash.match(/^#m(\d+)$/)?.[1]
    return Boolean(id) && this.reach(id)
  }

  async reach(id) {
    if (!this.list.querySelector(`:scope > #m${id}`)) {
      const answer = await fetch(`${this.dataset.address}around/?message=${id}`, { headers: { "HX-Request": "true" } }).catch(() => null)
      if (!answer?.ok) return false
      await this.replace(await answer.text())
    }
    const message = this.list.querySelector(`:scope > #m${id}`)
    if (!message) return false
    message.scrollIntoView({ block: "center" })
    this.log.dispatchEvent(new Event("scroll"))
    message.classList.remove("is-target")
    void message.offsetWidth
    message.classList.add("is-target")
    announce(message.textContent.replace(/\s+/g, " ").trim())
    return true
  }

  replace(html) { return htmx.swap({ sourceElement: this.list, target: this.list, swap: "innerHTML", text: html, transition: false }) }

  // Somewhere up the room, with more below than is loaded: what is said now has no place here yet.
  get isDetached() { return Boolean(this.list.querySelector(":scope > [data-later]")) }

  async toNewest() {
    const answer = await fetch(`${this.dataset.address}older/`, { headers: { "HX-Request": "true" } }).catch(() => null)
    if (!answer?.ok) return
    await this.replace(await answer.text())
    this.toEnd()
  }
}

const rooms = () => document.querySelectorAll("chat-room")
// Something may have been missed behind the last message that is there now, and is fetched from there, whatever the
// socket brings before that has come.
document.body.addEventListener("live:again", () => { for (const room of rooms()) room.gap ??= room.lastOf("message") })
addEventListener("hashchange", () => { for (const room of rooms()) room.pointAt(location.hash) })
document.addEventListener("visibilitychange", () => { for (const room of rooms()) { room.isHeld &&= !document.hidden; room.look() } })

// A room asks for what comes after the last it has, of each kind, and for what has changed of the rest. While it stands
// somewhere up, only for the latter.
document.addEventListener("htmx:config:request", event => {
  const { sourceElement, request } = event.detail.ctx
  const room = sourceElement.matches?.("[data-catch-up]") && sourceElement.closest("chat-room")
  if (!room) return
  event.detail.ctx.gap = room.gap
  const isHere = !room.isDetached || "later" in sourceElement.dataset
  request.body.set("after", isHere ? room.gap ?? room.lastOf("message") : Number.MAX_SAFE_INTEGER)
  request.body.set("activity", isHere ? room.lastOf("activity") : Number.MAX_SAFE_INTEGER)
  request.body.set("first", room.list.querySelector(":scope > .message")?.dataset.id ?? "")
  request.body.set("since", room.dataset.now)
})

document.addEventListener("htmx:after:request", event => {
  const { sourceElement, response, gap } = event.detail.ctx
  const now = response?.raw.headers.get("Chat-Now")
  const room = now && sourceElement.closest?.("chat-room")
  if (!room) return
  room.dataset.now = now
  if (gap === undefined || gap !== room.gap) return
  const behind = response.raw.headers.get("Chat-Behind")
  room.gap = behind && gap !== null ? Number(behind) : null
})

// Last, since rooms that are there start at once and what they ask for has to pass the lines above.
customElements.define("chat-room", ChatRoom)
