// Cards that are dragged between and within lists, by pointer, finger or keyboard.
//   <ol data-drag-list="order-1042" data-stage="3" aria-label="Production">     data-drop="false": nothing lands here
//     <li id="line-12" data-move-url="/…" data-version="7">…<a class="name">…   data-drag-values='{"day": "2026-11-24"}' on a list: sent as well
// A move posts `stage`, `position` (from 0) and `version` to data-move-url. The answer is the fresh card, swapped by
// morph; 409 brings it too, and the card goes back to the list of its data-stage. Anything else puts it back.
// Keyboard, on the card's name: arrows walk, Shift and arrows move. Lists that have the same name exchange cards.
import { announce, attach, say } from "./page.js"
import { hold, release } from "./live.js"

const CARD = "[data-move-url]"
const QUIET = 450
const cards = list => [...list.querySelectorAll(`:scope > ${CARD}`)]
const listOf = card => card.closest("[data-drag-list]")
const lists = name => [...document.querySelectorAll(`[data-drag-list="${CSS.escape(name)}"]:not([data-drop="false"])`)]
const placeOf = card => ({ list: listOf(card), next: card.nextElementSibling })
const isSame = (one, other) => one.list === other.list && one.next === other.next
const underway = new Map()

function putBack(card, { list, next }) {
  list.insertBefore(card, next?.parentElement === list ? next : null)
}

async function post(card, origin) {
  const list = listOf(card)
  const { id } = card
  const values = { stage: list.dataset.stage ?? "", position: cards(list).indexOf(card), version: card.dataset.version ?? "", ...JSON.parse(list.dataset.dragValues ?? "{}") }
  let answer
  await htmx.ajax("POST", card.dataset.moveUrl, {
    source: card, target: card, swap: "outerMorph", values,
    fetch: async (...what) => (answer = await fetch(...what)),
  })
  const fresh = document.getElementById(id) ?? card
  if (answer?.ok) return announce(say("moved", { list: list.getAttribute("aria-label") ?? "", place: values.position + 1, count: cards(list).length }))
  const stage = answer?.status === 409 && lists(list.dataset.dragList).find(each => each.dataset.stage === fresh.dataset.stage)
  if (stage && stage !== origin.list) stage.append(fresh)
  else putBack(fresh, origin)
  announce(say("unmoved"), { urgent: true })
}

// One move of a card after the other, so that each carries the version the last one left.
function send(card, origin) {
  const before = underway.get(card.id) ?? Promise.resolve()
  const now = before.then(() => post(card, origin)).finally(() => { if (underway.get(card.id) === now) underway.delete(card.id) })
  underway.set(card.id, now)
  return now
}

attach("[data-drag-list]", async list => {
  const { default: Sortable } = await import("sortable")
  let origin
  // a finger that rests on a card lifts it; the browser's own menu for the link would take it away
  list.addEventListener("contextmenu", event => { if (event.pointerType === "touch" && event.target.closest(CARD)) event.preventDefault() })
  Sortable.create(list, {
    group: { name: list.dataset.dragList, put: list.dataset.drop !== "false" },
    sort: list.dataset.drop !== "false",
    draggable: CARD,
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
    delay: 180,
    delayOnTouchOnly: true,
    filter: "input, textarea, select, button, summary, [popover]",
    preventOnFilter: false,
    ghostClass: "is-landing",
    dragClass: "is-lifted",
    onStart: ({ item }) => { origin = placeOf(item); hold() },
    onMove: ({ from, to }) => {
      for (const each of document.querySelectorAll(".is-target")) each.classList.remove("is-target")
      if (from !== to) (to.closest(".board-column, section") ?? to).classList.add("is-target")
    },
    onEnd: ({ item }) => {
      for (const each of document.querySelectorAll(".is-target")) each.classList.remove("is-target")
      item.removeAttribute("style")
      if (isSame(origin, placeOf(item))) return release()
      send(item, origin).finally(release)
    },
  })
})

let walking = null

function finish() {
  const { card, origin } = walking
  walking = null
  if (isSame(origin, placeOf(card))) return release()
  send(card, origin).finally(release)
}

function shift(card, key) {
  const list = listOf(card)
  const all = lists(list.dataset.dragList)
  if (key === "ArrowUp") card.previousElementSibling?.before(card)
  if (key === "ArrowDown") card.nextElementSibling?.after(card)
  if (key === "ArrowLeft") all[all.indexOf(list) - 1]?.append(card)
  if (key === "ArrowRight") all[all.indexOf(list) + 1]?.append(card)
}

document.addEventListener("keydown", event => {
  const card = event.target.closest?.(CARD)
  if (!card || !event.key.startsWith("Arrow") || !event.target.matches(`.name, ${CARD}`)) return
  if (event.ctrlKey || event.altKey || event.metaKey || !listOf(card)) return
  event.preventDefault()
  if (!event.shiftKey) {
    const all = lists(listOf(card).dataset.dragList).flatMap(cards)
    const next = all[all.indexOf(card) + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0)]
    return (next?.querySelector(".name") ?? next)?.focus()
  }
  if (walking && walking.card !== card) { clearTimeout(walking.timer); finish() }
  walking ??= { card, origin: placeOf(card) }
  hold()
  shift(card, event.key)
  event.target.focus()
  announce(say("moved", { list: listOf(card).getAttribute("aria-label") ?? "", place: cards(listOf(card)).indexOf(card) + 1, count: cards(listOf(card)).length }))
  clearTimeout(walking.timer)
  walking.timer = setTimeout(finish, QUIET)
})
