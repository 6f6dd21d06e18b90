// Which thread of the order is open: the list of its services chooses it, the address says it, and what is unread
// stands beside each.
//   <a href="/orders/1042/?service=7" data-thread="7" data-room="/orders/1042/chat/services/7/">Home Photos</a>
import { keep } from "./drafts.js"
import { element, say } from "./page.js"

const FRESH = 10_000

// What the server counted in each thread, and which messages were heard of since, by their ids.
const counted = new Map()
const heard = new Map()
// The talk that is open: a thread of the team, or the lane with the agent (thread "agent", ?with=agent).
const room = () => document.querySelector("chat-room, agent-lane")
const choices = () => document.querySelectorAll("a[data-thread]")

function badge(choice, count) {
  const shown = choice.querySelector(":scope > .unread")
  if (!count) return shown?.remove()
  const words = [element("span", { "aria-hidden": "true" }, count > 99 ? "99+" : String(count)), element("span", { class: "visually-hidden" }, say("unread", { count }))]
  if (shown) shown.replaceChildren(...words)
  else choice.append(element("span", { class: "unread" }, ...words))
}

function unreadIn(thread) {
  const { count = 0, newest = 0 } = counted.get(thread) ?? {}
  return count + [...heard].filter(([id, one]) => one.thread === thread && id > newest).length
}

function show() {
  const open = room()?.dataset.thread
  for (const choice of choices()) {
    if (choice.dataset.thread === open) choice.setAttribute("aria-current", "true")
    else choice.removeAttribute("aria-current")
    badge(choice, unreadIn(choice.dataset.thread))
  }
}

// <chat-unread><data value="7" data-newest="93">3</data></chat-unread>: what was heard of while this was on its way
// is added to it.
export function count() {
  counted.clear()
  for (const data of document.querySelectorAll("chat-unread data")) {
    counted.set(data.value, { count: Number(data.textContent), newest: Number(data.dataset.newest) })
  }
  for (const [id, { at }] of heard) if (Date.now() - at > FRESH) heard.delete(id)
  show()
}

export function more(thread, id) {
  heard.set(id, { thread, at: Date.now() })
  show()
}

export function readUpTo(thread, last) {
  if (counted.get(thread)?.newest <= last) counted.delete(thread)
  for (const [id, one] of heard) if (one.thread === thread && id <= last) heard.delete(id)
  show()
}

async function open(choice) {
  const pane = room()?.closest(".pane")
  if (!pane || room().dataset.thread === choice.dataset.thread) return
  keep(room().querySelector("form.composer"))
  await htmx.ajax("GET", choice.dataset.room, { target: pane, swap: "innerHTML" })
  room()?.scrollIntoView({ block: "nearest" })
}

function showWork(thread) {
  const work = document.getElementById(`work-${thread}`)
  if (work?.offsetParent) work.scrollIntoView({ block: "nearest" })
}

document.addEventListener("click", event => {
  const choice = event.target.closest("a[data-thread]")
  if (!choice || !room() || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
  event.preventDefault()
  if (location.href !== choice.href) history.pushState({ thread: choice.dataset.thread }, "", choice.href)
  open(choice)
  showWork(choice.dataset.thread)
})

// Going back from one thread to another is no other page: htmx would load it anew while the thread is being opened.
document.addEventListener("htmx:before:history:restore", event => { if (room()) event.preventDefault() })

addEventListener("popstate", () => {
  const asked = new URLSearchParams(location.search)
  const wanted = asked.get("service") ?? asked.get("with") ?? "0"
  const choice = [...choices()].find(one => one.dataset.thread === wanted)
  if (choice) open(choice)
})

document.addEventListener("htmx:after:swap", event => {
  if (event.target.closest?.("chat-unread") || document.querySelector("chat-unread:not([data-counted])")) {
    document.querySelector("chat-unread")?.setAttribute("data-counted", "")
    count()
  } else show()
})
