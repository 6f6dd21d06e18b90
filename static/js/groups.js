// Groups that open and close: what was chosen is sent to data-remember, and the answer is the group with its rows.
document.addEventListener("click", event => {
  const group = event.target.closest("details[data-remember] > summary")?.parentElement
  if (!group) return
  const open = group.open ? "0" : "1"
  htmx.ajax("POST", group.dataset.remember, { source: group, target: group, swap: "outerMorph", values: { open } })
})

// A choice made in a picker closes it.
document.addEventListener("click", event => {
  if (event.target.closest("[data-close-popover]")) event.target.closest("[popover]")?.hidePopover()
})
