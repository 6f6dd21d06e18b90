// It is done, and can be undone. The server sends a toast with a fragment by the header
//   HX-Trigger: {"toast": {"text": "…", "undo_url": "/…", "undo_values": {"version": 8}, "tone": "red"}}
// (core.toasts.toast), or prints it into #toasts of the next page (core.toasts.toast_next). `undo_url` takes the
// values by POST; its answer may bring <hx-partial>s and a toast of its own.
import { announce, attach, element, icon, say } from "./page.js"

const STAYS = 8_000
const STAYS_WITH_ACTION = 12_000
const MOST = 3

const shelf = () => document.getElementById("toasts")

// A modal dialog makes everything outside it inert, so the toasts move into it while it is open.
function place() {
  const toasts = shelf()
  const dialog = [...document.querySelectorAll("dialog:modal")].at(-1)
  const home = dialog ?? document.body
  if (toasts.parentElement !== home) {
    home.append(toasts)
    dialog?.addEventListener("close", () => { document.body.append(toasts); place() }, { once: true })
  }
  if (toasts.matches(":popover-open")) toasts.hidePopover()
  if (toasts.childElementCount) toasts.showPopover()
}

function dismiss(toast) {
  const held = toast.contains(document.activeElement)
  toast.remove()
  if (held) document.getElementById("main")?.focus({ preventScroll: true })
  place()
}

function start(toast) {
  const stays = toast.dataset.tone === "red" ? Infinity : toast.querySelector("button, a") ? STAYS_WITH_ACTION : STAYS
  const close = element("button", { class: "button is-quiet is-icon is-small", type: "button" }, icon("close"), element("span", { class: "visually-hidden" }, say("close")))
  close.addEventListener("click", () => dismiss(toast))
  toast.append(close)
  if (stays === Infinity) return
  let timer
  const run = () => { timer = setTimeout(() => dismiss(toast), stays) }
  for (const stop of ["pointerenter", "focusin"]) toast.addEventListener(stop, () => clearTimeout(timer))
  for (const go of ["pointerleave", "focusout"]) toast.addEventListener(go, () => { clearTimeout(timer); run() })
  run()
}

export function show({ text, tone = "", label = "", act = null, drawing = "" }) {
  const toast = element("div", { class: "toast", "data-tone": tone || null }, element("span", {}, text))
  if (act) {
    const button = element("button", { class: "button is-small", type: "button" }, ...(drawing ? [icon(drawing)] : []), label)
    button.addEventListener("click", () => { dismiss(toast); act() })
    toast.append(button)
  }
  for (const same of [...shelf().children].filter(other => other.firstElementChild.textContent === text)) same.remove()
  shelf().append(toast)
  while (shelf().childElementCount > MOST) shelf().firstElementChild.remove()
  start(toast)
  place()
  announce(text, { urgent: tone === "red" })
  return toast
}

document.addEventListener("toast", ({ detail }) => {
  const undo = detail.undo_url && (() => htmx.ajax("POST", detail.undo_url, { values: detail.undo_values ?? {}, swap: "none" }))
  show({ text: detail.text, tone: detail.tone, label: say("undo"), drawing: "undo", act: undo || null })
})

// Z takes back what was just done.
export const undoLast = () => [...shelf().querySelectorAll("button:not(.is-icon)")].at(-1)?.click()

attach("#toasts > .toast", start)
if (shelf()?.childElementCount) place()
