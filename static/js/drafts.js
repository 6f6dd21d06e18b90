// data-draft-key="order:1042:notes" on a form: what is typed is kept in this browser until the server has taken it,
// across reloads and lost connections. Never passwords, files or hidden fields.
import { announce, attach, ownOf, say } from "./page.js"

const PREFIX = ownOf("draft")
const KEPT = 30 * 24 * 3600 * 1000
const FIELDS = "textarea[name], select[name], input[name]:not([type=password], [type=hidden], [type=file], [type=submit], [data-no-draft])"

const nameOf = form => PREFIX + form.dataset.draftKey
const fields = form => [...form.elements].filter(field => field.matches(FIELDS))
const isChoice = field => field.type === "checkbox" || field.type === "radio"
const keyOf = field => isChoice(field) ? `${field.name}=${field.value}` : field.name
const valueOf = field => isChoice(field) ? field.checked : field.value
const snapshot = form => Object.fromEntries(fields(form).map(field => [keyOf(field), valueOf(field)]))

// What the server had given when it was last in agreement with the page, by the draft's name.
const given = new Map()
const touched = new WeakSet()

// A form in which nobody has typed yet says nothing about its draft, which may not have been brought back to it.
export function keep(form) {
  if (!touched.has(form)) return
  const base = given.get(nameOf(form)) ?? {}
  const typed = Object.entries(snapshot(form)).filter(([key, value]) => value !== (base[key] ?? ""))
  if (typed.length) localStorage.setItem(nameOf(form), JSON.stringify({ at: Date.now(), typed: Object.fromEntries(typed) }))
  else localStorage.removeItem(nameOf(form))
}

export function forget(form) {
  localStorage.removeItem(nameOf(form))
  given.set(nameOf(form), snapshot(form))
  touched.delete(form)
}

export function restore(form) {
  const kept = localStorage.getItem(nameOf(form))
  if (!kept || form.querySelector("[aria-invalid=true]")) return
  const { typed } = JSON.parse(kept)
  let brought = false
  for (const field of fields(form)) {
    const value = typed?.[keyOf(field)]
    if (value === undefined || value === valueOf(field)) continue
    if (isChoice(field)) field.checked = value
    else field.value = value
    brought = true
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }
  if (brought) announce(say("draft"))
}

attach("form[data-draft-key]", form => {
  let timer
  form.addEventListener("input", () => touched.add(form), { capture: true })
  if (!given.has(nameOf(form))) {
    given.set(nameOf(form), snapshot(form))
    restore(form)
  }
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => form.isConnected && keep(form), 250) })
  // Whoever goes on at once, to another thread for instance, leaves a form that is gone before the time is up.
  form.addEventListener("focusout", () => { clearTimeout(timer); if (form.isConnected) keep(form) })
  form.addEventListener("form:taken", () => { clearTimeout(timer); forget(form) })
})

addEventListener("pagehide", () => {
  for (const form of document.querySelectorAll("form[data-draft-key]")) keep(form)
})

// A plain form was taken when the next page no longer shows it.
addEventListener("submit", event => {
  const form = event.target
  if (event.defaultPrevented || !form.matches("[data-draft-key]")) return
  sessionStorage.setItem("draft-sent", nameOf(form))
})

const sent = sessionStorage.getItem("draft-sent")
if (sent) {
  sessionStorage.removeItem("draft-sent")
  const stillHere = [...document.querySelectorAll("form[data-draft-key]")].some(form => nameOf(form) === sent)
  if (!stillHere) localStorage.removeItem(sent)
}

for (const key of Object.keys(localStorage)) {
  if (key.startsWith("draft:") && Date.now() - JSON.parse(localStorage.getItem(key)).at > KEPT) localStorage.removeItem(key)
}
