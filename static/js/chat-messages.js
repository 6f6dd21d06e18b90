// What a room does with single messages: frames that bring or change them, answering with a quote, going to another
// one, reading on from one, and changing one's last.
import { more } from "./chat-threads.js"
import { element, say } from "./page.js"

const PARTIAL = /<hx-partial hx-target="#([\w-]+)"[\s\S]*?<\/hx-partial>/g
const valueIn = (html, name) => html.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1]

// A message of another thread is counted beside its name; one for which there is no place yet is announced; a look
// that is older than what is shown is left out, as is what is not on this page at all.
function fits(html, id) {
  const there = document.getElementById(id)
  const [, order, thread = "0"] = id.match(/^chat-(\d+)(?:-(\d+))?$/) ?? []
  if (order && !there) {
    const room = document.querySelector(`chat-room[data-order="${order}"]`)
    if (room && valueIn(html, "data-author") !== room.dataset.member) more(thread, Number(valueIn(html, "data-id")))
  }
  if (!there) return false
  const room = there.closest("chat-room")
  if (order && room?.isDetached) {
    const newer = room.querySelector(":scope > .newer")
    if (newer) newer.hidden = false
    return false
  }
  return !there.dataset.version || Number(there.dataset.version) < Number(valueIn(html, "data-version"))
}

document.addEventListener("htmx:ws:before:message:incoming", event => {
  const { message } = event.detail
  if (typeof message.data !== "string" || message.data.startsWith("{") || !document.querySelector("chat-room")) return
  message.data = message.data.replace(PARTIAL, (whole, id) => fits(whole, id) ? whole : "")
  if (!message.data.trim()) event.preventDefault()
})

function quote(room, id, name) {
  const { form, field } = room
  const words = document.querySelector(`#m${id} .said`)?.textContent.replace(/\s+/g, " ").trim() ?? ""
  form.elements.quote.value = id
  const chip = form.querySelector("[data-quoting]")
  chip.querySelector("span").textContent = `${name}: ${words.slice(0, 120)}`
  chip.hidden = false
  field.focus()
}

function unquote(form) {
  form.elements.quote.value = ""
  form.querySelector("[data-quoting]").hidden = true
}

// Unread from here: the line stands above it, and the room is not taken for read until it is left.
function readFrom(room, id) {
  room.isHeld = true
  room.read = id - 1
  drawLine(room, id)
}

function drawLine(room, id) {
  const message = document.getElementById(`m${id}`)
  const line = room.list.querySelector(":scope > .is-new") ?? element("li", { class: "day is-new", "data-tone": "red" }, say("new"))
  line.dataset.before = id
  message.before(line)
  room.arrange()
}

document.addEventListener("click", event => {
  const at = event.target
  const room = at.closest("chat-room")
  if (!room) return
  const reply = at.closest("[data-reply]")
  if (reply) quote(room, reply.dataset.reply, reply.dataset.name)
  if (at.closest("[data-no-quote]")) { unquote(room.form); room.field.focus() }
  const unread = at.closest("[data-unread]")
  if (unread) readFrom(room, Number(unread.dataset.unread))
  if (at.closest(".newer") && room.isDetached) room.toNewest()
  const link = at.closest("a[data-to]")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  link.closest("[popover]")?.hidePopover()
  room.reach(link.dataset.to).then(found => {
    if (!found) return location.assign(link.href)
    if (!("fromHere" in link.dataset)) return
    drawLine(room, Number(link.dataset.to))
    link.remove()
  })
})

document.addEventListener("form:taken", event => { if (event.target.elements?.quote) unquote(event.target) })

// What was changed may stand there already, brought by the socket: then there is nothing to swap, but it was taken.
document.addEventListener("htmx:after:request", event => {
  const { sourceElement, response } = event.detail.ctx
  if (sourceElement.id === "edit-form" && response?.raw.ok) sourceElement.closest("dialog")?.close()
})

// Up, in an empty field: one's last message again.
document.addEventListener("keydown", event => {
  if (event.key !== "ArrowUp" || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  const room = event.target.matches?.("textarea") && event.target.value === "" && event.target.closest("chat-room")
  const last = room && [...room.list.querySelectorAll(":scope > .is-mine:not(.is-deleted)")].at(-1)
  if (!last) return
  event.preventDefault()
  htmx.ajax("GET", `/chat/messages/${last.dataset.id}/text/`, { target: "#dialog-place", swap: "innerHTML" })
})
