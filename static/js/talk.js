// The chat keeps its end in sight: what comes is shown at once when the reader is at the end, else a button says so;
// what is loaded above does not move what is read. data-show-log is the switch for the activity between messages.
import { attach, element, icon, say } from "./page.js"

const NEAR = 96

attach(".chat[role=log]", log => {
  const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR
  const toEnd = () => { log.scrollTop = log.scrollHeight }
  const more = element("button", { class: "button is-small newer", type: "button", hidden: true }, icon("arrow-down"), say("newer"))
  more.addEventListener("click", () => { toEnd(); more.hidden = true })
  log.after(more)

  let wasAtEnd = true
  let fromEnd = 0
  log.addEventListener("scroll", () => {
    wasAtEnd = isAtEnd()
    fromEnd = log.scrollHeight - log.scrollTop
    if (wasAtEnd) more.hidden = true
  }, { passive: true })

  const watcher = new MutationObserver(records => {
    const added = records.flatMap(record => [...record.addedNodes].filter(node => node.nodeType === 1 && node.offsetParent !== null))
    if (!added.length) return
    const last = [...log.querySelectorAll("li")].at(-1)
    const isNew = added.some(node => node === last || node.contains(last))
    if (wasAtEnd) toEnd()
    else if (isNew) more.hidden = false
    else log.scrollTop = log.scrollHeight - fromEnd
  })
  watcher.observe(log, { childList: true, subtree: true })
  new ResizeObserver(() => { if (wasAtEnd) toEnd() }).observe(log)

  const unread = log.querySelector(".is-new")
  const wanted = /^#m\d+$/.test(location.hash) && log.querySelector(location.hash)
  if (wanted) wanted.scrollIntoView({ block: "center" })
  else if (unread) unread.scrollIntoView({ block: "center" })
  else toEnd()
  wasAtEnd = isAtEnd()
  fromEnd = log.scrollHeight - log.scrollTop
})

document.addEventListener("change", event => {
  if (!event.target.matches("[data-show-log]")) return
  const log = event.target.closest(".pane")?.querySelector(".chat")
  log?.toggleAttribute("data-log", event.target.checked)
})

// Enter sends, Shift and Enter makes a line: [data-enter-sends] on the form.
document.addEventListener("keydown", event => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.defaultPrevented) return
  const field = event.target
  if (!field.matches("textarea") || !field.form?.matches("[data-enter-sends]")) return
  if (field.getAttribute("aria-expanded") === "true" && field.hasAttribute("aria-activedescendant")) return
  event.preventDefault()
  if (field.value.trim() || field.form.querySelector("[data-files] > :not(.is-refused)")) field.form.requestSubmit()
})
