// data-open="id" opens a dialog, data-close closes the one around it. A dialog that arrives by htmx with data-show
// (into #dialog-place, say) opens by itself and is gone when closed. When what was sent from inside was taken, the
// dialog closes, unless it has data-stay.
import { attach } from "./page.js"

document.addEventListener("click", event => {
  const opener = event.target.closest("[data-open]")
  if (opener) {
    opener.closest("[popover]")?.hidePopover()
    const dialog = document.getElementById(opener.dataset.open)
    if (dialog && !dialog.open) {
      dialog.showModal()
      dialog.dispatchEvent(new CustomEvent("dialog:open", { bubbles: true }))
    }
  }
  event.target.closest("[data-close]")?.closest("dialog")?.close()
  if (event.target.matches?.("dialog[data-light]")) event.target.close()
})

attach("dialog[data-show]", dialog => {
  dialog.addEventListener("close", () => dialog.remove())
  dialog.showModal()
})

document.addEventListener("htmx:after:swap", event => {
  const { ctx } = event.detail
  if (!ctx.request || ctx.request.method === "GET" || !ctx.response?.raw.ok) return
  const dialog = (ctx.request.form ?? ctx.sourceElement).closest?.("dialog:modal")
  if (dialog && !dialog.matches("[data-stay]")) dialog.close()
})
