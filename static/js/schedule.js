// Dragging visits and waiting orders over the schedule; the form behind each card is its twin for the keyboard.
//   <li data-drag data-place-url="/…" data-minutes="90" …>                 what is dragged: data-version, data-person (whose card it is),
//                                                                          data-visit-url (the form, where a time has to be chosen first)
//   <section data-schedule data-starts="2026-11-24T14:00:00+00:00" data-zone="America/Chicago">
//     <div data-lane data-person="3">                                      a day from data-starts to its last hour, five minutes a row
//     <td data-lane data-person="3" data-day="2026-11-24">                 a day of the week: the clock time stays
// A drop posts starts_at or day, person, instead_of and version to data-place-url. The answer goes to #schedule-notice:
// nothing when it was done, the next free times when it was not (409), and then the card goes back.
import { announce, attach, element, say } from "./page.js"
import { hold, release } from "./live.js"

const STEP = 15
const NEAR = 5
const LONG_PRESS = 220
const MINUTE = 60_000
const EDGE = 40

const scheduleOf = lane => lane.closest("[data-schedule]")
const hoursOf = lane => Number(scheduleOf(lane).dataset.hours ?? 0)
const clockOf = (schedule, minute) => new Date(Date.parse(schedule.dataset.starts) + minute * MINUTE)

function shown(schedule, minute) {
  const clock = { hour: "numeric", minute: "2-digit", timeZone: schedule.dataset.zone }
  return clockOf(schedule, minute).toLocaleTimeString(document.documentElement.lang || undefined, clock)
}

function put(target, minute, long) {
  const end = minute + long
  Object.assign(target.dataset, { hour: Math.floor(minute / 60), minute: minute % 60, endHour: Math.floor(end / 60), endMinute: end % 60 })
}

class Drag {
  constructor(card, down) {
    this.card = card
    this.from = { x: down.clientX, y: down.clientY }
    this.grip = down.clientY - card.getBoundingClientRect().top
    this.long = Math.max(STEP, Math.ceil(Number(card.dataset.minutes) / 5) * 5)
    this.pointer = down.pointerId
    this.place = null
  }

  start() {
    hold()
    this.isOn = true
    document.getElementById("schedule-notice")?.replaceChildren()
    this.card.classList.add("is-lifted")
    this.card.setPointerCapture?.(this.pointer)
    this.mark = element("div", { class: "fit is-drop", "aria-hidden": "true" })
  }

  move(event) {
    const { clientX: x, clientY: y } = event
    this.card.style.translate = `${x - this.from.x}px ${y - this.from.y}px`
    const lane = document.elementsFromPoint(x, y).map(each => each.closest("[data-lane]")).find(Boolean)
    this.show(lane ? this.at(lane, y) : null)
    this.scroll(lane, y)
  }

  at(lane, y) {
    if (lane.dataset.day) return { lane }
    const box = lane.getBoundingClientRect()
    const all = hoursOf(lane) * 60
    const top = this.card.dataset.person ? y - this.grip : y
    const minute = Math.round((top - box.top) / box.height * all / STEP) * STEP
    return { lane, minute: Math.min(Math.max(0, minute), Math.max(0, all - this.long)) }
  }

  show(place) {
    if (place?.lane !== this.place?.lane) {
      this.place?.lane.classList.remove("is-target")
      place?.lane.classList.add("is-target")
    }
    this.place = place
    if (place?.minute === undefined) return this.mark.remove()
    put(this.mark, place.minute, this.long)
    this.mark.textContent = shown(scheduleOf(place.lane), place.minute)
    if (this.mark.parentElement !== place.lane) place.lane.append(this.mark)
  }

  scroll(lane, y) {
    const box = lane && scheduleOf(lane)
    if (!box) return
    const { top, bottom } = box.getBoundingClientRect()
    if (y > Math.min(bottom, innerHeight) - EDGE) box.scrollBy(0, 8)
    if (y < Math.max(top, 0) + EDGE + 60) box.scrollBy(0, -8)
  }

  isSame() {
    const { lane, minute } = this.place
    if (lane !== this.card.closest("[data-lane]")) return false
    if (minute === undefined) return true
    return minute === Number(this.card.dataset.hour) * 60 + Number(this.card.dataset.minute)
  }

  end() {
    this.card.classList.remove("is-lifted")
    this.card.removeAttribute("style")
    this.place?.lane.classList.remove("is-target")
    this.mark.remove()
  }

  async drop() {
    const { place } = this
    this.end()
    if (place && !this.isSame()) await send(this.card, place, this.long)
    release()
  }
}

async function send(card, { lane, minute }, long) {
  const { placeUrl, visitUrl, person, version } = card.dataset
  if (minute === undefined && visitUrl) {
    const asked = new URLSearchParams({ day: lane.dataset.day, person: lane.dataset.person })
    return htmx.ajax("GET", `${visitUrl}?${asked}`, { target: "#dialog-place", swap: "innerHTML" })
  }
  const when = minute === undefined ? { day: lane.dataset.day } : { starts_at: clockOf(scheduleOf(lane), minute).toISOString() }
  const values = { ...when, person: lane.dataset.person, ...(version && { version, instead_of: person }) }
  const origin = { parent: card.parentElement, next: card.nextElementSibling, clock: { ...card.dataset } }
  const stays = Boolean(version)
  if (stays) {
    lane.append(card)
    if (minute !== undefined) put(card, minute, long)
  }
  let answer
  await htmx.ajax("POST", placeUrl, {
    source: card, target: "#schedule-notice", swap: "innerHTML", values,
    fetch: async (...what) => (answer = await fetch(...what)),
  })
  if (answer?.ok) return
  if (stays && card.isConnected) {
    Object.assign(card.dataset, origin.clock)
    origin.parent.insertBefore(card, origin.next?.parentElement === origin.parent ? origin.next : null)
  }
  announce(say("unmoved"), { urgent: true })
}

let drag = null
let pressed

function stop() {
  clearTimeout(pressed)
  const last = drag
  drag = null
  return last
}

document.addEventListener("pointerdown", event => {
  const card = event.target.closest("[data-drag]")
  if (!card || event.button !== 0 || event.target.closest("button, input, select, .button, .number, .above")) return
  drag = new Drag(card, event)
  if (event.pointerType === "touch") pressed = setTimeout(() => drag?.start(), LONG_PRESS)
})

document.addEventListener("pointermove", event => {
  if (!drag || event.pointerId !== drag.pointer) return
  const far = Math.hypot(event.clientX - drag.from.x, event.clientY - drag.from.y) > NEAR
  if (!drag.isOn && far && event.pointerType === "touch") return void stop()
  if (!drag.isOn && far) drag.start()
  if (drag.isOn) drag.move(event)
})

document.addEventListener("pointerup", event => {
  if (!drag || event.pointerId !== drag.pointer) return
  const last = stop()
  if (!last.isOn) return
  document.addEventListener("click", swallow, { capture: true, once: true })
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 0)
  last.drop()
})

// The click that ends a drag opens nothing.
function swallow(event) {
  event.preventDefault()
  event.stopPropagation()
}

function giveUp() {
  const last = stop()
  if (!last?.isOn) return
  last.end()
  release()
}

document.addEventListener("pointercancel", giveUp)
document.addEventListener("keydown", event => { if (event.key === "Escape" && drag) giveUp() })
document.addEventListener("touchmove", event => { if (drag?.isOn) event.preventDefault() }, { passive: false })
document.addEventListener("dragstart", event => { if (event.target.closest("[data-drag]")) event.preventDefault() })

// The line of now walks.
function walk() {
  for (const line of document.querySelectorAll(".now-grid > .now")) {
    const schedule = scheduleOf(line)
    const minute = Math.floor((Date.now() - Date.parse(schedule.dataset.starts)) / MINUTE / 5) * 5
    const isIn = minute >= 0 && minute < Number(schedule.dataset.hours) * 60
    line.hidden = !isIn
    if (isIn) Object.assign(line.dataset, { hour: Math.floor(minute / 60), minute: minute % 60 })
  }
}

setInterval(walk, MINUTE)

// On a phone one lane is seen: of it, what matters now.
attach("[data-schedule] .lane-head[aria-current=true]", head => head.scrollIntoView({ block: "nearest", inline: "center" }))

// All skills of one person at once.
attach("[data-tick-column]", all => {
  const boxes = () => [...document.querySelectorAll(`[data-column="${all.dataset.tickColumn}"]`)]
  const look = () => {
    const ticked = boxes().filter(box => box.checked).length
    all.checked = ticked > 0 && ticked === boxes().length
    all.indeterminate = ticked > 0 && !all.checked
  }
  all.addEventListener("change", () => { for (const box of boxes()) box.checked = all.checked })
  all.form?.addEventListener("change", look)
  look()
})
