// A file on its way: a small one at once, a larger one in pieces. After a break it goes on where the server says it ended,
// also after a reload, when the same file is chosen again.
import { cookie, ownOf, uuid } from "./page.js"

export const PIECE = 1024 ** 2
const TRIES = 6
const nameOf = (form, file) => `${ownOf("upload")}${form.getAttribute("action")}:${file.name}:${file.size}:${file.lastModified}`

// The id under which this file was begun, or a new one.
export function idOf(form, file) {
  const name = nameOf(form, file)
  const id = file.size > PIECE && localStorage.getItem(name) || uuid()
  if (file.size > PIECE) localStorage.setItem(name, id)
  return id
}

// Requests with the progress of what they send, which fetch does not tell.
export class Line {
  constructor(form, signal, tell) { Object.assign(this, { form, signal, tell }) }

  ask(method, url, { body = null, headers = {}, from = 0 } = {}) {
    return new Promise((done, failed) => {
      const request = new XMLHttpRequest()
      request.upload.addEventListener("progress", event => this.tell(from + event.loaded))
      request.addEventListener("load", () => done(request))
      for (const name of ["error", "abort", "timeout"]) request.addEventListener(name, () => failed(new Error(name)))
      this.signal.addEventListener("abort", () => request.abort())
      request.open(method, url)
      const all = { "HX-Request": "true", "X-CSRFToken": cookie("csrftoken") ?? this.form.elements.csrfmiddlewaretoken.value, ...headers }
      for (const [name, value] of Object.entries(all)) request.setRequestHeader(name, value)
      request.send(body)
    })
  }
}

const fields = values => { const data = new FormData(); for (const [name, value] of Object.entries(values)) data.set(name, value); return data }
const answered = (request, ...statuses) => { if (statuses.includes(request.status)) return request; throw new Error(request.status) }
const offset = request => Number(request.getResponseHeader("Upload-Offset"))

export async function atOnce(line, file, id) {
  return answered(await line.ask("POST", line.form.dataset.filesUrl, { body: fields({ client_id: id, file }) }), 201, 422)
}

export async function inPieces(line, file, id) {
  const begun = answered(await line.ask("POST", line.form.dataset.piecesUrl, { body: fields({ client_id: id, name: file.name, size: file.size }) }), 201, 422)
  if (begun.status === 422) return begun
  const url = begun.getResponseHeader("Location")
  let at = offset(begun)
  let tries = 0
  while (at < file.size) {
    try {
      const headers = { "Upload-Offset": String(at), "Content-Type": "application/offset+octet-stream" }
      at = offset(answered(await line.ask("PATCH", url, { body: file.slice(at, at + PIECE), headers, from: at }), 204, 409))
      tries = 0
    } catch (error) {
      if (line.signal.aborted || ++tries >= TRIES) throw error
      await calm(tries)
      at = await line.ask("HEAD", url).then(standing => offset(answered(standing, 200)), () => at)
    }
  }
  const whole = answered(await line.ask("POST", `${url}file/`), 201, 422)
  localStorage.removeItem(nameOf(line.form, file))
  return whole
}

// A moment longer each time, but no longer than until the line is back.
const calm = tries => new Promise(done => {
  setTimeout(done, Math.min(500 * 2 ** tries, 15_000))
  addEventListener("online", done, { once: true })
})
