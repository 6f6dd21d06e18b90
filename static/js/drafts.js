// data-draft-key="order:1042:message" on a form: what is typed is kept in this browser until the server has taken it,
// across reloads, lost connections and sign-outs by time. Never passwords, files or hidden fields. Signing out by
// hand (data-forget-drafts) forgets them all.
import { announce, attach, say } from "./page.js"

const PREFIX = `draft:${document.body.dataset.person ?? "guest"}:`
const KEPT = 30 * 24 * 3600 * 1000
const FIELDS = "textarea[name], select[name], input[name]:not([type=password], [type=hidden], [type=file], [type=submit], [data-no-draft])"

const nameOf = form => PREFIX + form.dataset.draftKey
const fields = form => [...form.elements].filter(field => field.matches(FIELDS))
const isChoice = field => field.type === "checkbox" || field.type === "radio"
const isTouched = field => isChoice(field) ? field.checked !== field.defaultChecked
  : field.matches("select") ? [...field.options].some(option => option.selected !== option.defaultSelected) && field.selectedIndex > 0
  : field.value !== field.defaultValue

function keep(form) {
  const touched = fields(form).filter(isTouched).map(field => [field.name, isChoice(field) ? field.value : null, isChoice(field) ? field.checked : field.value])
  if (touched.length) localStorage.setItem(nameOf(form), JSON.stringify({ at: Date.now(), touched }))
  else localStorage.removeItem(nameOf(form))
}

function restore(form) {
  const kept = localStorage.getItem(nameOf(form))
  if (!kept || form.querySelector("[aria-invalid=true]")) return
  const { touched } = JSON.parse(kept)
  let brought = false
  for (const [name, choice, value] of touched) {
    const field = fields(form).find(each => each.name === name && (choice === null || each.value === choice))
    if (!field || isTouched(field)) continue
    if (isChoice(field)) field.checked = value
    else field.value = value
    brought = true
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }
  if (brought) announce(say("draft"))
}

attach("form[data-draft-key]", form => {
  let timer
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => keep(form), 250) })
  form.addEventListener("reset", () => localStorage.removeItem(nameOf(form)))
  addEventListener("pagehide", () => { if (form.isConnected && !form.matches("[data-taken]")) keep(form) })
  restore(form)
})

document.addEventListener("htmx:after:request", event => {
  const { ctx } = event.detail
  const form = ctx.request.form?.closest("[data-draft-key]")
  if (!form || ctx.request.method === "GET" || !ctx.response.raw.ok) return
  localStorage.removeItem(nameOf(form))
})

// A plain form was taken when the next page no longer shows it.
addEventListener("submit", event => {
  const form = event.target
  if (event.defaultPrevented || !form.matches("[data-draft-key]")) return
  keep(form)
  sessionStorage.setItem("draft-sent", nameOf(form))
})

const sent = sessionStorage.getItem("draft-sent")
if (sent) {
  sessionStorage.removeItem("draft-sent")
  const stillHere = [...document.querySelectorAll("form[data-draft-key]")].some(form => nameOf(form) === sent)
  if (!stillHere) localStorage.removeItem(sent)
}

document.addEventListener("submit", event => {
  if (!event.target.matches("[data-forget-drafts]")) return
  for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key)
})

for (const key of Object.keys(localStorage)) {
  if (!key.startsWith("draft:")) continue
  if (Date.now() - JSON.parse(localStorage.getItem(key)).at > KEPT) localStorage.removeItem(key)
}
