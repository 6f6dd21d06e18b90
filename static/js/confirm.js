// hx-confirm="What will happen." asks in our own dialog. On the same element:
// data-confirm-title, data-confirm-button (the words of the button), data-confirm-tone="red",
// data-confirm-reason="Why?" (asks for a text, sent as `reason`).
import { element, say } from "./page.js"

function ask({ dataset }, text) {
  const reason = dataset.confirmReason && element("textarea", { class: "input", name: "reason", id: "confirm-reason", required: true, rows: 3 })
  const form = element("form", { class: "content", method: "dialog", id: "confirm-form" }, element("p", {}, text))
  if (reason) form.append(element("div", { class: "field" }, element("label", { for: "confirm-reason" }, dataset.confirmReason), reason))
  const cancel = element("button", { class: "button", type: "button", "data-close": true }, say("cancel"))
  const tone = dataset.confirmTone ?? ""
  const go = element("button", { class: tone === "red" ? "button is-danger" : "button is-primary", "data-tone": tone || null, type: "submit", form: "confirm-form" }, dataset.confirmButton ?? say("confirm"))
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": dataset.confirmTitle ? "confirm-title" : null, "aria-label": dataset.confirmTitle ? null : text })
  if (dataset.confirmTitle) dialog.append(element("header", {}, element("h2", { id: "confirm-title" }, dataset.confirmTitle)))
  dialog.append(form, element("footer", {}, cancel, go))
  document.body.append(dialog)
  return new Promise(resolve => {
    let answer = null
    form.addEventListener("submit", () => { answer = { reason: reason?.value ?? "" } })
    dialog.addEventListener("close", () => { dialog.remove(); resolve(answer) })
    dialog.showModal()
    ;(reason ?? go).focus()
  })
}

document.addEventListener("htmx:confirm", async event => {
  const { ctx, issueRequest, dropRequest } = event.detail
  event.preventDefault()
  ctx.sourceElement.closest("[popover]")?.hidePopover()
  const answer = await ask(ctx.sourceElement, ctx.confirm)
  if (!answer) return dropRequest()
  if (answer.reason) {
    if (ctx.request.body) ctx.request.body.set("reason", answer.reason)
    else ctx.request.action += `${ctx.request.action.includes("?") ? "&" : "?"}${new URLSearchParams(answer)}`
  }
  issueRequest()
})
