// An answer that is not swapped still has to be said, with a way on. Nothing typed is lost.
import { cookie, say } from "./page.js"
import { show } from "./toast.js"

const SAID = { 400: "failed", 401: "forbidden", 403: "forbidden", 404: "missing", 405: "failed", 413: "large", 429: "often" }

function again(ctx) {
  const { sourceElement, sourceEvent, target, swap, select, values } = ctx
  const { action, method, submitter } = ctx.request
  return () => {
    if (sourceEvent?.type === "submit" && sourceElement.isConnected) sourceElement.requestSubmit(submitter?.isConnected ? submitter : undefined)
    else htmx.ajax(method, action, { source: sourceElement.isConnected ? sourceElement : document.body, target, swap, select, values })
  }
}

// What the page fetches by itself may fail quietly; it fetches again with the next change.
const isAsked = ({ request, sourceEvent }) => request.method !== "GET" || /^(click|submit|change|input|toggle)$/.test(sourceEvent?.type)

let isLeaving = false
addEventListener("pagehide", () => { isLeaving = true })
addEventListener("pageshow", () => { isLeaving = false })

document.addEventListener("htmx:response:error", event => {
  const { ctx } = event.detail
  const { status } = ctx.response
  if (status === 409 || status === 422 || !isAsked(ctx)) return
  const word = status >= 500 ? "failed" : SAID[status]
  if (!word) return
  const mayPass = status >= 500 || status === 429
  const act = mayPass ? again(ctx) : ["forbidden", "failed"].includes(word) ? () => location.reload() : null
  show({ text: say(word), tone: "red", label: say(mayPass ? "again" : "reload"), act })
})

document.addEventListener("htmx:error", event => {
  const { ctx, error } = event.detail
  if (!ctx?.request || ctx.response || isLeaving || !isAsked(ctx)) return
  if (error instanceof TypeError || error === "timeout") show({ text: say("offline"), tone: "red", label: say("again"), act: again(ctx) })
})

// Signed out meanwhile: the redirect ends on the sign-in page, which must not land inside this one.
document.addEventListener("htmx:before:response", event => {
  const { raw } = event.detail.ctx.response
  if (!raw.redirected || !new URL(raw.url).pathname.startsWith("/accounts/")) return
  if (location.pathname.startsWith("/accounts/")) return
  event.preventDefault()
  show({ text: say("forbidden"), tone: "red", label: say("reload"), act: () => location.reload() })
})

// Signing in in another tab changes the token; the cookie always has the one in force.
document.addEventListener("htmx:config:request", event => {
  const token = cookie("csrftoken")
  if (token) event.detail.ctx.request.headers["X-CSRFToken"] = token
})

// A form that came back with errors: to their summary, or to the first field.
document.addEventListener("htmx:after:swap", event => {
  const { ctx } = event.detail
  if (ctx.response?.status !== 422) return
  const where = ctx.target?.isConnected ? ctx.target : document
  const summary = where.querySelector("[data-focus]") ?? where.querySelector("[aria-invalid=true]")
  summary?.focus()
})

// Passkeys: the browser was told no, or knows no key for this place.
document.addEventListener("allauth.error", event => {
  event.preventDefault()
  show({ text: say("passkey"), tone: "red" })
})
