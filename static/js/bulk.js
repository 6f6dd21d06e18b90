// Rows that are chosen: how many, all on this page, none. The bar itself appears by CSS.
import { say } from "./page.js"

const boxes = () => [...document.querySelectorAll(".pick input[type=checkbox]")]

function count() {
  const all = boxes()
  const chosen = all.filter(box => box.checked).length
  for (const output of document.querySelectorAll(".bulk-bar output")) output.textContent = say("selected", { count: chosen })
  for (const every of document.querySelectorAll("[data-pick-all]")) {
    every.checked = chosen > 0 && chosen === all.length
    every.indeterminate = chosen > 0 && chosen < all.length
  }
}

document.addEventListener("change", event => {
  if (event.target.matches("[data-pick-all]")) for (const box of boxes()) box.checked = event.target.checked
  if (event.target.matches("[data-pick-all], .pick input")) count()
})

document.addEventListener("click", event => {
  if (!event.target.closest("[data-clear]")) return
  for (const box of boxes()) box.checked = false
  count()
})

document.addEventListener("htmx:after:settle", count)
