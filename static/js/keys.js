// Shortcuts. data-key="n" (or "mod+k", "?", "g o" for one after the other) presses or focuses its element. The dialog
// behind "?" lists them all by the words of the element; single keys can be switched off there (WCAG 2.1.4).
import { isTyping } from "./page.js"
import { undoLast } from "./toast.js"

const isMac = /Mac|iP/.test(navigator.platform)
const OFF = "single-keys-off"
const PATIENCE = 900
let first = ""
let timer

const use = element => element.matches("input, textarea, select") ? (element.focus(), element.select?.()) : element.click()
const find = key => [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(each => !each.closest("dialog:not([open])"))

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || event.altKey) return
  const mod = isMac ? event.metaKey : event.ctrlKey
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (mod) {
    const wanted = find(`mod+${key}`)
    if (wanted) { event.preventDefault(); use(wanted) }
    return
  }
  if (event.metaKey || event.ctrlKey || isTyping(event.target) || localStorage.getItem(OFF)) return
  if (document.querySelector("dialog:modal") || event.target.closest?.(".menu[popover]")) return
  const wanted = find(first ? `${first} ${key}` : key)
  clearTimeout(timer)
  first = ""
  if (wanted) { event.preventDefault(); use(wanted) }
  else if (key === "z") undoLast()
  else if (document.querySelector(`[data-key^="${CSS.escape(key)} "]`)) {
    first = key
    timer = setTimeout(() => { first = "" }, PATIENCE)
  }
})

const nameOf = element => element.getAttribute("aria-label") || element.title || element.labels?.[0]?.textContent.trim() || element.textContent.trim()

function row(element) {
  const name = document.createElement("dt")
  name.textContent = nameOf(element)
  const keys = document.createElement("dd")
  for (const key of element.dataset.key.split(/[ +]/)) {
    const drawn = document.createElement("kbd")
    drawn.textContent = key === "mod" ? (isMac ? "⌘" : "Ctrl") : key.length === 1 ? key.toUpperCase() : key
    keys.append(drawn, " ")
  }
  return [name, keys]
}

document.addEventListener("dialog:open", ({ target }) => {
  const list = target.querySelector("[data-shortcut-list]")
  if (list) {
    for (const old of list.querySelectorAll("[data-found]")) old.remove()
    const found = [...document.querySelectorAll("[data-key]")].flatMap(row)
    for (const each of found) each.dataset.found = ""
    list.prepend(...found)
    target.querySelector("[data-single-keys]").checked = !localStorage.getItem(OFF)
  }
  if (target.id === "palette") {
    const field = target.querySelector("input")
    field.select()
    htmx.trigger(field, "palette:open")
  }
})

document.addEventListener("change", event => {
  if (!event.target.matches("[data-single-keys]")) return
  if (event.target.checked) localStorage.removeItem(OFF)
  else localStorage.setItem(OFF, "1")
})

for (const drawn of document.querySelectorAll("kbd[data-mod]")) if (isMac) drawn.textContent = "⌘K"
