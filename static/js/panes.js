// Narrow windows show one pane, or one photographer's day, at a time: the buttons say which.

document.addEventListener("click", event => {
  const button = event.target.closest("[data-show-pane]")
  if (button) {
    const frame = button.closest(".panes")
    frame.dataset.pane = button.dataset.showPane
    for (const each of frame.querySelectorAll("button[data-show-pane]")) each.setAttribute("aria-pressed", each === button)
    frame.dispatchEvent(new CustomEvent("pane:shown", { bubbles: true }))
  }
  const head = event.target.closest(".lane-head[aria-pressed]")
  if (head) {
    const heads = [...head.parentElement.querySelectorAll(".lane-head")]
    const lanes = head.closest(".schedule").querySelectorAll(".lane")
    for (const [at, each] of heads.entries()) {
      each.setAttribute("aria-pressed", each === head)
      lanes[at]?.classList.toggle("is-chosen", each === head)
    }
  }
})

// The chosen place of a row that scrolls is in sight.
document.querySelector(".side-places [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" })
