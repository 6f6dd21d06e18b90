// <combo-box> around an input[role=combobox] (with aria-controls) and its [role=listbox], which htmx fills:
// arrows choose an option, Enter takes it, Escape closes. An option that is a link is followed; one with data-value
// goes into the box's hidden input, its data-text into the field, and data-fill='{"city": "Wilmette"}' into
// fields of those names. Then the box tells `combo:chosen`.

class ComboBox extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("[role=combobox]")
    this.list = this.querySelector("[role=listbox]")
    this.addEventListener("keydown", this)
    this.addEventListener("click", this)
    this.addEventListener("focusout", this)
    this.field.addEventListener("input", this)
    this.watcher = new MutationObserver(() => this.fresh())
    this.watcher.observe(this.list, { childList: true })
    this.list.addEventListener("htmx:after:settle", () => this.fresh()) // settling puts back the server's attributes
  }

  disconnectedCallback() { this.watcher.disconnect() }

  get options() { return [...this.list.querySelectorAll("[role=option]:not([aria-disabled=true])")] }
  get stays() { return Boolean(this.closest("dialog")) }

  fresh() {
    for (const [at, option] of this.options.entries()) {
      option.id ||= `${this.list.id}-${at}`
      option.tabIndex = -1
    }
    this.open(this.options.length > 0)
    this.point(this.stays ? this.options[0] : null)
  }

  open(isOpen) {
    this.field.setAttribute("aria-expanded", isOpen)
    if (!this.stays) this.list.hidden = !isOpen
    if (!isOpen) this.point(null)
  }

  point(option) {
    for (const each of this.list.querySelectorAll("[aria-selected=true]")) each.setAttribute("aria-selected", "false")
    if (!option) return this.field.removeAttribute("aria-activedescendant")
    option.setAttribute("aria-selected", "true")
    this.field.setAttribute("aria-activedescendant", option.id)
    option.scrollIntoView({ block: "nearest" })
  }

  take(option) {
    if (option.href) return
    const { value = "", text = option.textContent.trim(), fill } = option.dataset
    const kept = this.querySelector("input[type=hidden]")
    if (kept) kept.value = value
    this.field.value = text
    for (const [name, filled] of Object.entries(JSON.parse(fill ?? "{}"))) {
      const field = this.field.form?.elements[name]
      if (field) field.value = filled
    }
    this.open(false)
    this.dispatchEvent(new CustomEvent("combo:chosen", { bubbles: true, detail: { value, text, option } }))
    this.field.dispatchEvent(new Event("change", { bubbles: true }))
  }

  handleEvent(event) {
    if (event.type === "click") {
      const option = event.target.closest("[role=option]")
      if (option) this.take(option)
    }
    if (event.type === "input") {
      const kept = this.querySelector("input[type=hidden]")
      if (kept) kept.value = ""
    }
    if (event.type === "focusout" && !this.stays && !this.contains(event.relatedTarget)) this.open(false)
    if (event.type === "keydown" && event.target === this.field) this.key(event)
  }

  key(event) {
    const all = this.options
    const at = all.findIndex(option => option.getAttribute("aria-selected") === "true")
    const isOpen = this.field.getAttribute("aria-expanded") === "true"
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!all.length) return
      event.preventDefault()
      this.open(true)
      const next = event.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1
      this.point(all.at(next % all.length))
    } else if (event.key === "Enter" && isOpen && at >= 0) {
      event.preventDefault()
      all[at].click()
    } else if (event.key === "Escape" && isOpen && !this.stays) {
      event.preventDefault()
      this.open(false)
    }
  }
}

customElements.define("combo-box", ComboBox)
