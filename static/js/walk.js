// A list marked data-walk is walked by keyboard: J and K, or the arrows, go from row to row, E presses the row's button.
import { isTyping } from "./page.js"

const OFF = "single-keys-off"
const STEPS = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return
  const list = document.querySelector("[data-walk]")
  if (!list || document.querySelector("dialog:modal, .menu[popover]:popover-open")) return
  const rows = [...list.children]
  const at = rows.findIndex(row => row.contains(document.activeElement))
  const isArrow = event.key.startsWith("Arrow")
  if (isArrow ? at < 0 : localStorage.getItem(OFF)) return
  if (event.key === "e" && at >= 0) {
    event.preventDefault()
    rows[at].querySelector("button")?.click()
  }
  const step = STEPS[event.key]
  if (!step) return
  event.preventDefault()
  rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))]?.querySelector("a")?.focus()
})
