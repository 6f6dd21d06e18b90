// Messages that are on their way. On the composer:
//   <form data-outbox="#unsent" action="…" method="post" data-enter-sends data-draft-key="…">
//     <input type="hidden" name="client_id" data-client-id> … <textarea name="text"> …
//     <template><li class="message is-pending">…<div class="body"><p data-text></p></div></li></template>
// The message stands in the list at once; the answer (<li id="m7">, 2xx) takes its place. 422 brings the text back into
// the composer and puts the answer into the form's [data-outbox-errors]. Anything else leaves it there as "Not sent,
// Try again", as does no answer within 15 seconds, across reloads; after a lost connection it is sent again by itself, with the same client_id.
import { attach, cookie, element, icon, ownOf, say } from "./page.js"
import { clientId, forgetClientId } from "./busy.js"

const GIVEN_UP = 15_000
const PREFIX = ownOf("outbox")
const nameOf = form => PREFIX + form.getAttribute("action")
const stored = form => JSON.parse(localStorage.getItem(nameOf(form)) ?? "[]")
const waiting = new Map()
const lines = new WeakMap()

// One after the other: what was written first is said first.
const inLine = (form, work) => lines.set(form, (lines.get(form) ?? Promise.resolve()).then(work))

function store(form, change) {
  const list = change(stored(form))
  if (list.length) localStorage.setItem(nameOf(form), JSON.stringify(list))
  else localStorage.removeItem(nameOf(form))
}

function place(form, id, text) {
  const pending = form.querySelector("template").content.firstElementChild.cloneNode(true)
  pending.id = `out-${id}`
  pending.querySelector("[data-text]").textContent = text
  document.querySelector(form.dataset.outbox).append(pending)
  return pending
}

function fail(form, pending, data) {
  pending.classList.replace("is-pending", "is-failed")
  pending.querySelector(".failed")?.remove()
  const again = element("button", { class: "button is-small", type: "button" }, say("again"))
  again.addEventListener("click", () => send(form, pending, data))
  pending.append(element("p", { class: "failed", "data-tone": "red", role: "alert" }, icon("warning"), `${say("unsent")} `, again))
}

function land(pending, html) {
  const id = html.match(/\sid="([^"]+)"/)?.[1]
  if (id && document.getElementById(id)) return pending.remove()
  htmx.swap({ sourceElement: pending, target: pending, swap: "outerHTML", text: html, transition: false })
}

async function giveBack(form, pending, data, html) {
  pending.remove()
  const field = form.elements.text
  field.value = [data.get("text"), field.value].filter(Boolean).join("\n")
  field.dispatchEvent(new Event("input", { bubbles: true }))
  form.querySelector("[data-outbox-errors]")?.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes)
  field.focus()
}

async function send(form, pending, data) {
  const id = data.get("client_id")
  pending.querySelector(".failed")?.remove()
  pending.classList.replace("is-failed", "is-pending")
  waiting.delete(id)
  try {
    const headers = { "HX-Request": "true", Accept: "text/html", "X-CSRFToken": cookie("csrftoken") ?? data.get("csrfmiddlewaretoken") ?? "" }
    const answer = await fetch(form.action, { method: "POST", body: data, headers, signal: AbortSignal.timeout(GIVEN_UP) })
    if (!answer.ok && answer.status !== 422) throw new Error(answer.status)
    if (answer.redirected) throw new Error("signed out")
    const html = await answer.text()
    store(form, list => list.filter(one => one.client_id !== id))
    if (answer.ok) land(pending, html)
    else await giveBack(form, pending, data, html)
  } catch {
    if (!pending.isConnected) return
    waiting.set(id, () => send(form, pending, data))
    fail(form, pending, data)
  }
}

function take(form) {
  const data = new FormData(form)
  const text = data.get("text")?.trim()
  if (!text && !data.has("file")) return
  const id = clientId(form)
  data.set("client_id", id)
  const fields = [...data].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken")
  store(form, list => [...list, { client_id: id, fields }])
  forgetClientId(form)
  form.querySelector("[data-outbox-errors]")?.replaceChildren()
  form.reset()
  form.dispatchEvent(new CustomEvent("form:taken", { bubbles: true }))
  const pending = place(form, id, text)
  inLine(form, () => send(form, pending, data))
}

attach("form[data-outbox]", form => {
  form.addEventListener("submit", event => { event.preventDefault(); take(form) })
  for (const { client_id: id, fields } of stored(form)) {
    const data = new FormData()
    for (const [name, value] of fields) data.append(name, value)
    const pending = place(form, id, data.get("text"))
    waiting.set(id, () => send(form, pending, data))
    fail(form, pending, data)
  }
})

// Connected again: what waits goes out by itself; the server knows it by its client_id.
const goOut = () => { for (const again of [...waiting.values()]) again() }
document.body.addEventListener("live:again", goOut)
addEventListener("online", goOut)

// One's own message is there before its answer, by the socket or by catching up: it has been sent.
export function arrived(id) {
  document.getElementById(`out-${id}`)?.remove()
  waiting.delete(id)
  for (const form of document.querySelectorAll("form[data-outbox]")) store(form, list => list.filter(one => one.client_id !== id))
}

document.addEventListener("htmx:ws:before:message:incoming", ({ detail }) => {
  if (typeof detail.message.data !== "string" || detail.message.data.startsWith("{")) return
  for (const [, id] of detail.message.data.matchAll(/data-client="([^"]+)"/g)) arrived(id)
})
