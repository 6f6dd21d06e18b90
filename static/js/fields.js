// Small help for fields: room that is left, forms not saved yet, copying, choosing a file.
import { announce, attach, element, say } from "./page.js"

// maxlength would cut a pasted text without a word; a count says how much is too much, the server refuses, nothing is
// lost. Reckoned at each focus and input, since a form that came back brings its maxlength again.
function count(field) {
  if (field.maxLength > 0) {
    field.dataset.limit = field.maxLength
    field.removeAttribute("maxlength")
  }
  const limit = Number(field.dataset.limit)
  if (!limit) return
  const left = limit - [...field.value].length
  let shown = field.parentElement.querySelector(":scope > .counter")
  if (left > Math.max(50, limit * 0.2)) return shown?.remove()
  if (!shown) field.after(shown = element("output", { class: "hint counter", for: field.id }))
  shown.textContent = left < 0 ? say("over", { count: -left }) : say("left", { count: left })
  shown.toggleAttribute("data-over", left < 0)
}

for (const event of ["focusin", "input"]) {
  document.addEventListener(event, ({ target }) => { if (target.matches?.("textarea[maxlength], textarea[data-limit]")) count(target) })
}

// data-guard on a form without a draft: leaving asks first when something was changed.
attach("form[data-guard]", form => {
  let isDirty = false
  form.addEventListener("input", () => { isDirty = true })
  form.addEventListener("submit", () => { isDirty = false })
  form.addEventListener("reset", () => { isDirty = false })
  addEventListener("beforeunload", event => { if (isDirty && form.isConnected) event.preventDefault() })
})

document.addEventListener("click", async event => {
  const copier = event.target.closest("[data-copy]")
  if (!copier) return
  await navigator.clipboard.writeText(copier.dataset.copy)
  announce(say("copied"))
  const { title } = copier
  copier.title = say("copied")
  copier.dataset.copied = ""
  setTimeout(() => { copier.title = title; delete copier.dataset.copied }, 1500)
})

// The summary of errors takes the focus when a whole page comes back with it.
attach("[data-focus]", element => element.focus())

document.addEventListener("click", event => {
  const step = event.target.closest(".amount [data-step]")
  const field = step?.closest(".amount").querySelector("input")
  if (!field) return
  step.dataset.step === "up" ? field.stepUp() : field.stepDown()
  field.dispatchEvent(new Event("input", { bubbles: true }))
  field.dispatchEvent(new Event("change", { bubbles: true }))
})
