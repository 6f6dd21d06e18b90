// Who is here and who is writing. A page says every 25 seconds that it is looked at, and while somebody writes at most
// every 3 seconds that they do; whoever is silent for longer is taken for gone.
import { say } from "./page.js"

const BEAT = 25_000
const WRITES = 3_000
const FADES = 5_000

const headers = room => ({ "HX-Request": "true", "X-CSRFToken": room.form.elements.csrfmiddlewaretoken.value })

async function beat(room) {
  if (document.hidden || !room.isConnected) return
  const answer = await fetch(`${room.dataset.address}here/`, { method: "POST", headers: headers(room) }).catch(() => null)
  const place = room.querySelector(".here")
  if (answer?.ok && place) htmx.swap({ sourceElement: place, target: place, swap: "innerHTML", text: await answer.text(), transition: false })
}

function leave(room) {
  const body = new FormData()
  body.set("csrfmiddlewaretoken", room.form.elements.csrfmiddlewaretoken.value)
  body.set("gone", "1")
  navigator.sendBeacon(`${room.dataset.address}here/`, body)
}

function show(room) {
  const now = Date.now()
  for (const [who, { until }] of room.writers) if (until <= now) room.writers.delete(who)
  const names = [...room.writers.values()].map(({ name }) => name).join(", ")
  room.querySelector("[data-typing]").textContent = names ? say("typing", { names }) : ""
}

export function attend(room) {
  room.writers = new Map()
  let last = 0
  room.field.addEventListener("input", () => {
    if (!room.field.value.trim() || Date.now() - last < WRITES) return
    last = Date.now()
    fetch(`${room.dataset.address}typing/`, { method: "POST", headers: headers(room) }).catch(() => null)
  })
  room.form.addEventListener("form:taken", () => { last = 0 })
  beat(room)
  room.beats = setInterval(() => { beat(room); show(room) }, BEAT)
}

export const stop = room => clearInterval(room.beats)

// What somebody wrote is there: they are no longer at it.
export function spoke(room, author) {
  if (room.writers?.delete(author)) show(room)
}

document.body.addEventListener("chat:typing", ({ detail }) => {
  const room = document.querySelector("chat-room")
  const who = String(detail.who)
  if (!room?.writers || room.dataset.key !== detail.thread || who === room.dataset.member) return
  room.writers.set(who, { name: detail.name, until: Date.now() + FADES })
  show(room)
  setTimeout(() => show(room), FADES + 50)
})

document.addEventListener("visibilitychange", () => {
  for (const room of document.querySelectorAll("chat-room")) document.hidden ? leave(room) : beat(room)
})
addEventListener("pagehide", () => { for (const room of document.querySelectorAll("chat-room")) leave(room) })
