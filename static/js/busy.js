// It was heard: after 100 ms the button shows a turning ring. A second press while the first is on its way does
// nothing, except inside [data-allow-many]. Forms with <input type="hidden" name="client_id" data-client-id>
// carry an id that stays the same until the server has taken the form, so a repeat is known as one.
import { attach, uuid } from "./page.js"

const HEARD = 100
const GIVEN_UP = 8_000
const timers = new WeakMap()

const buttonOf = (source, submitter) => submitter ?? (source.matches("form") ? source.querySelector("button[type=submit], button:not([type])") : source)

function begin(source, submitter) {
  source.dataset.sending = ""
  const button = buttonOf(source, submitter)
  if (!button?.matches(".button, .item, .status, .stage")) return
  timers.set(source, [button, setTimeout(() => button.setAttribute("aria-busy", "true"), HEARD)])
}

function end(source) {
  delete source.dataset.sending
  const [button, timer] = timers.get(source) ?? []
  clearTimeout(timer)
  button?.removeAttribute("aria-busy")
  timers.delete(source)
}

document.addEventListener("htmx:config:request", event => {
  const { sourceElement, request } = event.detail.ctx
  if (request.method === "GET" || sourceElement === document.body) return
  if ("sending" in sourceElement.dataset && !sourceElement.closest("[data-allow-many]")) event.preventDefault()
})

document.addEventListener("htmx:before:request", event => {
  const { sourceElement, request } = event.detail.ctx
  if (sourceElement !== document.body && request.method !== "GET") begin(sourceElement, request.submitter)
})

document.addEventListener("htmx:finally:request", event => {
  const { ctx } = event.detail
  end(ctx.sourceElement)
  if (ctx.request.method !== "GET" && ctx.response?.raw.ok && ctx.request.form) forgetClientId(ctx.request.form)
})

// Plain forms: the page goes away, unless the answer is a file.
addEventListener("submit", event => {
  const form = event.target
  if (event.defaultPrevented || form.method !== "post") return
  if ("sending" in form.dataset) return event.preventDefault()
  begin(form, event.submitter)
  setTimeout(() => end(form), GIVEN_UP)
})

addEventListener("pageshow", event => {
  if (event.persisted) for (const form of document.querySelectorAll("form[data-sending]")) end(form)
})

// Kept beside the form, since a form that comes back with errors comes back with the server's fields.
const ids = new Map()
const nameOf = form => form.id || form.getAttribute("action") || location.pathname

export function clientId(form) {
  if (!ids.has(nameOf(form))) ids.set(nameOf(form), form.querySelector("[data-client-id]")?.value || uuid())
  return ids.get(nameOf(form))
}

export const forgetClientId = form => { ids.delete(nameOf(form)); for (const field of form.querySelectorAll("[data-client-id]")) field.value = "" }

document.addEventListener("formdata", event => {
  const field = event.target.querySelector("[data-client-id]")
  if (field) event.formData.set(field.name, clientId(event.target))
})

// Filters and page sizes: choosing is sending.
attach("form[data-submit-on-change]", form => form.addEventListener("change", () => form.requestSubmit()))
