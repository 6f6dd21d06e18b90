// The editor of a letter or a text: variables go in where one types, and the preview follows.
const WAIT = 350

class LetterEditor extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("#letter")
    this.frame = this.querySelector("iframe[data-preview]")
    this.last = this.form.elements.body
    this.counted = this.querySelector("[data-counted]")
    if (this.counted) {
      this.frame.addEventListener("load", () => this.count())
      this.count()
    }
    this.addEventListener("focusin", event => { if (event.target.matches("[name=subject], [name=body]")) this.last = event.target })
    this.addEventListener("input", event => { if (event.target.form === this.form) this.later() })
    this.addEventListener("click", event => {
      const chosen = event.target.closest("[data-insert]")
      if (chosen) this.insert(chosen.dataset.insert)
    })
  }

  // As if typed: the field's own undo takes it back.
  insert(text) {
    const field = this.last.isConnected ? this.last : this.form.elements.body
    const put = field.matches("input") ? text.replaceAll("\n", " ") : text
    field.focus()
    if (!document.execCommand("insertText", false, put)) {
      field.setRangeText(put, field.selectionStart, field.selectionEnd, "end")
      field.dispatchEvent(new Event("input", { bubbles: true }))
    }
  }

  // How many messages a text fills stands in the preview, which a phone shows far below.
  count() {
    this.counted.textContent = this.frame.contentDocument?.querySelector("[data-count]")?.textContent ?? ""
  }

  later() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.show(), WAIT)
  }

  // A form of its own, so that neither the guard nor the rules of the real one stand in the way.
  show() {
    const sent = document.createElement("form")
    sent.method = "post"
    sent.action = this.frame.dataset.preview
    sent.target = this.frame.name
    sent.hidden = true
    for (const [name, value] of new FormData(this.form)) {
      const field = document.createElement("textarea")
      field.name = name
      field.value = value
      sent.append(field)
    }
    document.body.append(sent)
    sent.submit()
    sent.remove()
  }
}

customElements.define("letter-editor", LetterEditor)
