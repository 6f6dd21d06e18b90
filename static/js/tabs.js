// Tabs by the book: one stop for Tab, arrows move between them.

function choose(tab, focus = false) {
  for (const each of tab.closest("[role=tablist]").querySelectorAll("[role=tab]")) {
    const chosen = each === tab
    each.setAttribute("aria-selected", chosen)
    each.tabIndex = chosen ? 0 : -1
    document.getElementById(each.getAttribute("aria-controls"))?.toggleAttribute("hidden", !chosen)
  }
  if (focus) tab.focus()
  tab.dispatchEvent(new CustomEvent("tab:chosen", { bubbles: true }))
}

document.addEventListener("click", event => {
  const tab = event.target.closest("[role=tab]")
  if (tab) choose(tab)
})

document.addEventListener("keydown", event => {
  const tab = event.target.closest?.("[role=tab]")
  if (!tab) return
  const tabs = [...tab.closest("[role=tablist]").querySelectorAll("[role=tab]")]
  const at = tabs.indexOf(tab)
  const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key]
  if (next === undefined) return
  event.preventDefault()
  choose(tabs.at(next % tabs.length), true)
})
