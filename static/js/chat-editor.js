// Formatting while writing: buttons and keys put the marks of Markdown around what is selected, or before its lines.
//   <form data-markdown> … <textarea> … <button data-wrap="**" data-hotkey="b"> · <button data-lines="- "> · <button data-link>
//   <button data-insert="🎉"> puts something where the caret is.

const isMark = (text, mark) => text.length >= mark.length * 2 && text.startsWith(mark) && text.endsWith(mark)

// Typed rather than set, so that undo takes it back.
function type(field, from, to, text) {
  field.focus()
  field.setSelectionRange(from, to)
  const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete")
  if (done) return
  field.setRangeText(text, from, to, "end")
  field.dispatchEvent(new InputEvent("input", { bubbles: true }))
}

function wrap(field, mark) {
  const { selectionStart: from, selectionEnd: to, value } = field
  const chosen = value.slice(from, to)
  if (isMark(chosen, mark)) {
    type(field, from, to, chosen.slice(mark.length, -mark.length))
    return field.setSelectionRange(from, to - mark.length * 2)
  }
  if (value.slice(from - mark.length, from) === mark && value.slice(to, to + mark.length) === mark) {
    type(field, from - mark.length, to + mark.length, chosen)
    return field.setSelectionRange(from - mark.length, to - mark.length)
  }
  const isAtEnd = !chosen && value.slice(to, to + mark.length) === mark
  if (isAtEnd) return field.setSelectionRange(to + mark.length, to + mark.length)
  const block = mark === "`" && chosen.includes("\n")
  const [before, after] = block ? ["```\n", "\n```"] : [mark, mark]
  type(field, from, to, before + chosen + after)
  field.setSelectionRange(from + before.length, to + before.length)
}

function prefix(field, mark) {
  const { selectionStart, selectionEnd, value } = field
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1
  const end = value.indexOf("\n", selectionEnd)
  const to = end < 0 ? value.length : end
  const lines = value.slice(from, to).split("\n")
  const isNumber = mark === "1. "
  const has = line => isNumber ? /^\d+\. /.test(line) : line.startsWith(mark)
  const made = lines.every(has)
    ? lines.map(line => line.replace(isNumber ? /^\d+\. / : mark, ""))
    : lines.map((line, at) => (isNumber ? `${at + 1}. ` : mark) + line)
  type(field, from, to, made.join("\n"))
}

function link(field) {
  const { selectionStart: from, selectionEnd: to, value } = field
  const chosen = value.slice(from, to)
  const isAddress = /^https?:\/\/\S+$/.test(chosen)
  type(field, from, to, isAddress ? `[](${chosen})` : `[${chosen}](https://)`)
  const at = isAddress ? from + 1 : from + chosen.length + 3
  field.setSelectionRange(at, isAddress ? at : at + 8)
}

function insert(field, text) {
  const { selectionStart: from, selectionEnd: to, value } = field
  const gap = text === "@" && from && !/\s$/.test(value.slice(0, from)) ? " " : ""
  type(field, from, to, gap + text)
}

const fieldOf = button => (button.closest("form[data-markdown]") ?? document.getElementById(button.closest("[data-of]")?.dataset.of))?.querySelector("textarea")

function use(button, field) {
  if (button.dataset.wrap) wrap(field, button.dataset.wrap)
  else if (button.dataset.lines) prefix(field, button.dataset.lines)
  else if ("link" in button.dataset) link(field)
  else insert(field, button.dataset.insert)
}

document.addEventListener("click", event => {
  const button = event.target.closest("[data-wrap], [data-lines], [data-link], [data-insert]")
  const field = button && fieldOf(button)
  if (!field) return
  button.closest("[popover]")?.hidePopover()
  use(button, field)
})

document.addEventListener("keydown", event => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return
  const form = event.target.matches?.("textarea") && event.target.form
  if (!form?.matches("[data-markdown]")) return
  const name = (event.shiftKey ? "shift+" : "") + (event.code.startsWith("Digit") ? event.code.slice(5) : event.key.toLowerCase())
  const button = form.querySelector(`[data-hotkey="${CSS.escape(name)}"]`)
  if (!button) return
  event.preventDefault()
  use(button, event.target)
})

// A new line in a list goes on with it; an empty point ends it.
document.addEventListener("keydown", event => {
  if (event.key !== "Enter" || !event.shiftKey || event.isComposing) return
  const field = event.target
  if (!field.matches?.("form[data-markdown] textarea")) return
  const { selectionStart: at, value } = field
  const start = value.lastIndexOf("\n", at - 1) + 1
  const found = value.slice(start, at).match(/^(- |\* |> |(\d+)\. )(.*)$/)
  if (!found) return
  event.preventDefault()
  if (found[3]) type(field, at, field.selectionEnd, `\n${found[2] ? `${Number(found[2]) + 1}. ` : found[1]}`)
  else type(field, start, at, "")
})
