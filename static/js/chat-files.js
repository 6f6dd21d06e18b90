// Files for a message: chosen, dropped or pasted, sent at once with their progress, and kept in the composer as
// <input name="file"> until the message goes. A file that did not get through can be tried again.
//   <form data-files-url="…" data-pieces-url="…"> <ul data-files> <input type="file" data-choose-files>
import { atOnce, idOf, inPieces, Line, PIECE } from "./chat-uploads.js"
import { announce, attach, cookie, element, icon, say } from "./page.js"

const isUploading = form => Boolean(form.querySelector("[data-files] > .is-uploading"))
const size = bytes => bytes < 1024 ** 2 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`

async function send(form, item, file, id) {
  const bar = element("progress", { max: "100", value: "0", "aria-label": file.name })
  const place = item.querySelector("[data-place]")
  place.replaceChildren(icon("file"), element("span", { class: "two" }, element("span", {}, file.name), element("span", {}, size(file.size))), bar)
  item.className = "is-uploading"
  item.ending = new AbortController()
  const line = new Line(form, item.ending.signal, done => { bar.value = Math.round(done / file.size * 100) })
  let answer
  try {
    answer = file.size > PIECE ? await inPieces(line, file, id) : await atOnce(line, file, id)
  } catch {
    return item.isConnected && fail(form, item, file, id)
  }
  item.className = answer.status === 201 ? "is-there" : "is-refused"
  place.replaceChildren(...new DOMParser().parseFromString(answer.responseText, "text/html").body.childNodes)
  if (answer.status === 201) announce(say("attached", { name: file.name }))
  else place.prepend(element("span", { class: "faint" }, file.name))
  goOn(form)
}

function fail(form, item, file, id) {
  item.className = "is-failed"
  const again = element("button", { class: "button is-small", type: "button" }, say("again"))
  again.addEventListener("click", () => send(form, item, file, id))
  item.querySelector("[data-place]").replaceChildren(icon("warning"), element("span", { role: "alert" }, `${file.name}: ${say("unsent")}`), again)
}

// Sent while a file was still on its way: it goes once all are there, and not without one that failed.
function goOn(form) {
  if (isUploading(form) || !("waits" in form.dataset)) return
  delete form.dataset.waits
  if (!form.querySelector("[data-files] > :is(.is-failed, .is-refused)")) form.requestSubmit()
}

function drop(item) {
  item.ending?.abort()
  const id = item.querySelector("[name=file]")?.value
  const form = item.closest("form")
  if (id) fetch(`/chat/files/${id}/`, { method: "DELETE", headers: { "X-CSRFToken": cookie("csrftoken") ?? form.elements.csrfmiddlewaretoken.value } }).catch(() => null)
  item.remove()
  form.querySelector("textarea").focus()
}

function take(form, files) {
  for (const file of files) {
    const item = element("li", {}, element("span", { "data-place": true }))
    const remove = element("button", { class: "button is-quiet is-icon is-small", type: "button", "aria-label": say("remove", { name: file.name }) }, icon("close"))
    remove.addEventListener("click", () => drop(item))
    item.append(remove)
    form.querySelector("[data-files]").append(item)
    send(form, item, file, idOf(form, file))
  }
}

attach("form[data-files-url]", form => {
  const chooser = form.querySelector("[data-choose-files]")
  const takeChosen = () => { take(form, [...chooser.files]); chooser.value = "" }
  chooser.addEventListener("change", takeChosen)
  takeChosen() // what was chosen before this was here to take it
  form.addEventListener("paste", event => {
    const files = [...event.clipboardData?.files ?? []]
    if (!files.length) return
    event.preventDefault()
    take(form, files)
  })
  const room = form.closest("chat-room") ?? form
  const hasFiles = event => [...event.dataTransfer?.types ?? []].includes("Files")
  room.addEventListener("dragover", event => { if (hasFiles(event)) { event.preventDefault(); room.classList.add("is-over") } })
  room.addEventListener("dragleave", event => { if (!room.contains(event.relatedTarget)) room.classList.remove("is-over") })
  room.addEventListener("drop", event => {
    room.classList.remove("is-over")
    if (!hasFiles(event)) return
    event.preventDefault()
    take(form, [...event.dataTransfer.files])
  })
  form.addEventListener("form:taken", () => form.querySelector("[data-files]").replaceChildren())
})

// A message waits for its files.
document.addEventListener("submit", event => {
  if (!event.target.matches("form[data-files-url]") || !isUploading(event.target)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  event.target.dataset.waits = ""
  announce(say("uploading"))
}, true)
