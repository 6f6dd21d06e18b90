// The order of a room: by time, with a line between days of the reader's zone, and one head for messages in a row.
import { element, say } from "./page.js"

const language = document.documentElement.lang || undefined
const clock = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" })
const whole = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" })
const thisYear = new Intl.DateTimeFormat(language, { weekday: "long", month: "long", day: "numeric" })
const otherYear = new Intl.DateTimeFormat(language, { dateStyle: "full" })
const near = new Intl.RelativeTimeFormat(language, { numeric: "auto" })
const IN_A_ROW = 5 * 60_000
const DAY = 86_400_000
const MOST_IN_A_ROW = 6
const SHOWN_OF_THEM = 3

const momentOf = item => Date.parse(item.dataset.at)
const dayOf = moment => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate())

function nameOf(day) {
  const today = dayOf(new Date())
  const away = Math.round((day - today) / DAY)
  const name = Math.abs(away) <= 1 ? near.format(away, "day") : (day.getFullYear() === today.getFullYear() ? thisYear : otherYear).format(day)
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

// The server writes the company's clock; the reader's is put over it. Mentions of the reader stand out.
export function localise(item, me) {
  const moment = new Date(momentOf(item))
  const time = item.querySelector("time")
  time.textContent = clock.format(moment)
  time.title = whole.format(moment)
  item.classList.toggle("is-mine", item.dataset.author === me)
  for (const sign of item.querySelectorAll(".reactions > button")) sign.setAttribute("aria-pressed", sign.dataset.people.split(" ").includes(me))
  for (const mention of item.querySelectorAll(".mention")) mention.classList.toggle("is-me", mention.dataset.people.split(" ").includes(me))
}

const isMessage = item => item.classList.contains("message")

function comesAfter(one, other) {
  if (isMessage(one) && isMessage(other)) return Number(one.dataset.id) > Number(other.dataset.id)
  return momentOf(one) > momentOf(other)
}

// Frames of several processes may overtake each other by a hair.
export function inOrder(item) {
  let place = null
  for (let other = item.previousElementSibling; other; other = other.previousElementSibling) {
    if (!other.dataset.at) continue
    if (!comesAfter(other, item)) break
    place = other
  }
  if (place) item.parentElement.insertBefore(item, place)
}

export function arrange(list, showsLog) {
  const kept = new Map([...list.querySelectorAll(":scope > .day[data-day]")].map(line => [line.dataset.day, line]))
  let last = null
  let day = null
  for (const item of list.querySelectorAll(":scope > [data-at]")) {
    if (!showsLog && !isMessage(item)) continue
    const moment = new Date(momentOf(item))
    const key = String(dayOf(moment).getTime())
    const isNewDay = key !== day
    if (isNewDay) {
      const line = kept.get(key) ?? element("li", { class: "day", "data-day": key }, nameOf(dayOf(moment)))
      kept.delete(key)
      if (item.previousElementSibling !== line) list.insertBefore(line, item)
      day = key
    }
    const isUnread = Boolean(list.querySelector(`:scope > .is-new[data-before="${item.dataset.id}"]`)) && isMessage(item)
    const says = item.matches(".is-pinned") || item.querySelector(":scope > header > .edited")
    const goesOn = !isNewDay && !isUnread && !says && last && isMessage(item) && isMessage(last)
      && item.dataset.author === last.dataset.author && momentOf(item) - momentOf(last) < IN_A_ROW
    item.classList.toggle("is-next", Boolean(goesOn))
    if (isUnread) list.insertBefore(list.querySelector(":scope > .is-new"), item)
    last = item
  }
  for (const line of kept.values()) line.remove()
  fold(list)
}

// Much that happened in a row is told by its last lines; the rest is one press away.
function fold(list) {
  for (const note of list.querySelectorAll(":scope > .folded")) note.remove()
  let run = []
  const end = () => {
    const hides = run.length > MOST_IN_A_ROW && !run.some(item => "open" in item.dataset)
    for (const [at, item] of run.entries()) item.classList.toggle("is-folded", hides && at < run.length - SHOWN_OF_THEM)
    if (hides) run[0].before(note(run))
    run = []
  }
  for (const item of [...list.children]) {
    if (item.matches(".activity[data-at]")) run.push(item)
    else end()
  }
  end()
}

function note(run) {
  const hidden = run.slice(0, -SHOWN_OF_THEM)
  const button = element("button", { class: "button is-quiet is-small", type: "button" }, say("changes", { count: hidden.length }))
  const line = element("li", { class: "folded" }, button)
  button.addEventListener("click", () => {
    for (const item of run) { item.dataset.open = ""; item.classList.remove("is-folded") }
    line.remove()
  })
  return line
}
