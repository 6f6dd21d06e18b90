// The server has taken a form. Fields that still hold what was sent get what the server holds now; what was typed
// meanwhile stays. For forms that came back in the answer by themselves; for others with data-reset-after.
// Then the form tells `form:taken`.

const isChoice = field => field.type === "checkbox" || field.type === "radio"

function settle(field, sent) {
  if (isChoice(field)) field.checked = field.defaultChecked
  else if (field.matches("select")) for (const option of field.options) option.selected = option.defaultSelected
  else if (sent.getAll(field.name).includes(field.value)) field.value = field.defaultValue
}

document.addEventListener("htmx:after:swap", event => {
  const { ctx } = event.detail
  if (!ctx.request?.form || ctx.request.method === "GET" || !ctx.response?.raw.ok) return
  const old = ctx.request.form
  const form = old.isConnected ? old : old.id ? document.getElementById(old.id) : null
  if (!form) return
  const cameBack = old === form && ctx.target?.isConnected && (ctx.target === form || ctx.target.contains(form))
  if ((cameBack && ctx.swap !== "none") || form.matches("[data-reset-after]")) {
    const sent = ctx.request.body instanceof URLSearchParams || ctx.request.body instanceof FormData ? ctx.request.body : new URLSearchParams()
    for (const field of form.elements) {
      if (field.matches("textarea, select, input:not([type=hidden], [type=submit], [type=button])")) settle(field, sent)
    }
    form.dispatchEvent(new Event("input", { bubbles: true }))
  }
  form.dispatchEvent(new CustomEvent("form:taken", { bubbles: true }))
})
