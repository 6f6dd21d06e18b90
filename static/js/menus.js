// Menus and pickers: popovers that hang from their button. Arrows, Home, End and first letters move between the
// items; a letter in data-item-key chooses. Where CSS cannot anchor, the place is reckoned here.

const items = menu => [...menu.querySelectorAll(".item:not(:disabled, [hidden])")]
const canAnchor = CSS.supports("position-area: block-end span-inline-start")

export function step(menu, event) {
  const all = items(menu)
  const at = all.indexOf(document.activeElement?.closest(".item"))
  const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? all.length - 1 : at - 1, Home: 0, End: all.length - 1 }[event.key]
  if (next === undefined || !all.length) return false
  event.preventDefault()
  const item = all.at(next % all.length)
  ;(item.querySelector("input") ?? item).focus()
  return true
}

function hang(menu, opener) {
  const box = opener.getBoundingClientRect()
  const below = box.bottom + menu.offsetHeight + 8 < innerHeight
  menu.style.insetBlockStart = `${below ? box.bottom : Math.max(8, box.top - menu.offsetHeight - 8)}px`
  menu.style.insetInlineStart = `${Math.max(8, Math.min(box.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 8))}px`
}

document.addEventListener("toggle", event => {
  const menu = event.target
  if (!menu.matches?.(".menu[popover]")) return
  const isOpen = event.newState === "open"
  const opener = event.source ?? document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`)
  opener?.setAttribute("aria-expanded", isOpen)
  if (!canAnchor && opener) {
    if (isOpen) hang(menu, opener)
    else menu.removeAttribute("style")
  }
  if (!isOpen) return
  const first = menu.querySelector("[autofocus], input[type=search]") ?? (menu.matches("[role=menu]") ? items(menu)[0] : null)
  first?.focus()
}, true)

document.addEventListener("keydown", event => {
  const menu = event.target.closest?.(".menu[popover]")
  if (!menu || event.ctrlKey || event.metaKey || event.altKey) return
  if (step(menu, event)) return
  if (!menu.matches("[role=menu]") || event.key.length !== 1) return
  const letter = event.key.toLowerCase()
  const all = items(menu)
  const keyed = all.find(item => item.dataset.itemKey === letter)
  if (keyed) return keyed.click()
  const after = all.indexOf(document.activeElement) + 1
  const named = [...all.slice(after), ...all].find(item => item.textContent.trim().toLowerCase().startsWith(letter))
  named?.focus()
})

document.addEventListener("click", event => {
  const item = event.target.closest(".menu[role=menu] .item")
  if (item && !item.matches("[data-stay]")) item.closest("[popover]").hidePopover()
})
