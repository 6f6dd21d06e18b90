// <filter-list> around a search field and .item elements: what is typed leaves the items that hold it. For pickers of
// people, services, stages. Enter takes the first; a [data-none] inside is shown when nothing is left.
import { announce, say } from "./page.js"

const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

class FilterList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", this)
    this.addEventListener("keydown", this)
  }

  get items() { return [...this.querySelectorAll(".item")] }

  handleEvent(event) {
    if (!event.target.matches("input[type=search]")) return
    if (event.type === "input") this.narrow(event.target.value)
    if (event.type === "keydown" && event.key === "Enter") {
      event.preventDefault()
      this.items.find(item => !item.hidden)?.click()
    }
  }

  narrow(text) {
    const words = plain(text).split(/\s+/).filter(Boolean)
    let left = 0
    for (const item of this.items) {
      const matches = words.every(word => plain(item.dataset.find ?? item.textContent).includes(word))
      item.hidden = !matches
      left += matches
    }
    this.querySelector("[data-none]")?.toggleAttribute("hidden", left > 0)
    announce(left ? say("found", { count: left }) : say("none"))
  }
}

customElements.define("filter-list", FilterList)
