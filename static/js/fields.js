// Small help for fields: room that is left, forms not saved yet, copying, choosing a file.
import { announce, attach, element, say } from "./page.js"

// maxlength would cut a pasted text without a word; a count says how much is too much, the server refuses, nothing is lost.
attach("textarea[maxlength]", field => {
  const limit = Number(field.getAttribute("maxlength"))
  field.removeAttribute("maxlength")
  field.dataset.limit = limit
  const count = element("output", { class: "hint counter", for: field.id, hidden: true })
  field.after(count)
  const show = () => {
    const left = limit - [...field.value].length
    count.hidden = left > limit * 0.2 && left > 50
    count.textContent = left < 0 ? say("over", { count: -left }) : say("left", { count: left })
    count.toggleAttribute("data-over", left < 0)
    field.setCustomValidity(left < 0 ? say("over", { count: -left }) : "")
  }
  field.addEventListener("input", show)
  show()
})

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
