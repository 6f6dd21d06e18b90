// The page's one socket (hx-ws on #live). A frame is either HTML in <hx-partial>s, swapped by htmx, or
//   {"changed": ["order:12", "inbox:3"]}
// for which body gets an event `changed` (detail.topics) and one `changed:<topic>` and `changed:<kind>` each, so that
// hx-trigger="changed:order:12 from:body" fetches what changed. When the server listens to all topics of the page body
// gets `live:joined`, and what was said since the page was asked for follows. After a lost connection, or where nobody
// knows what was said, body gets `live:again` too: what is fetched from then on misses nothing; an element with
// data-after="#messages > li" then sends `after=<data-id of the last of them>`.
import { element, say } from "./page.js"
import { show } from "./toast.js"

const RETRIED = [1001, 1005, 1006, 1011, 1012, 1013, 1014]
const PATIENCE = 1_500
const tell = (name, detail = {}) => document.body.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }))

let joinings = 0
let joined = false
let held = null
let lateness
const pill = element("p", { class: "live-state", role: "status", hidden: true })
document.body.append(pill)

function changed(topics) {
  if (held) return void topics.forEach(topic => held.add(topic))
  tell("changed", { topics })
  const names = new Set(topics.flatMap(topic => topic.includes(":") ? [topic, topic.split(":")[0]] : [topic]))
  for (const name of names) tell(`changed:${name}`, { topics })
}

// While something is being dragged the page must not move under the pointer; what changed comes after.
export const hold = () => { held ??= new Set() }
export function release() {
  const topics = [...held ?? []]
  held = null
  if (topics.length) changed(topics)
}

const isKnown = id => id && document.getElementById(id)
const appends = swap => /^\s*(beforeend|afterbegin|append|prepend)\b/.test(swap)

// A message that is already there (one's own, answered by HTTP) is not put there again.
function withoutKnown(html) {
  return html.replace(/<hx-partial\b([^>]*)>([\s\S]*?)<\/hx-partial>/g, (whole, attributes, inside) => {
    const swap = attributes.match(/hx-swap="([^"]*)"/)?.[1] ?? ""
    const id = inside.match(/<[\w-]+\b[^>]*?\sid="([^"]+)"/)?.[1]
    return appends(swap) && isKnown(id) ? "" : whole
  })
}

// Nor is what has no place here now, such as the team's talk while the lane with the agent is open; an open room
// looks through its own frames.
function withPlace(html) {
  if (document.querySelector("chat-room")) return html
  return html.replace(/<hx-partial\b[^>]*hx-target="#([\w-]+)"[\s\S]*?<\/hx-partial>/g, (whole, id) => isKnown(id) ? whole : "")
}

document.addEventListener("htmx:ws:before:message:incoming", event => {
  const { message } = event.detail
  if (typeof message.data !== "string") return
  if (message.data.startsWith("{")) {
    const said = JSON.parse(message.data)
    if (said.changed) changed(said.changed)
    if (said.event === "live:joined") joinHeard(said.missed)
    else if (said.event) tell(said.event, said)
    return
  }
  message.data = withPlace(withoutKnown(message.data))
  if (!message.data.trim()) event.preventDefault()
})

// The same for answers by HTTP: whichever comes second finds the id and stays out.
document.addEventListener("htmx:before:swap", event => {
  for (const { swapSpec, fragment } of event.detail.tasks ?? []) {
    if (!appends(swapSpec.style)) continue
    for (const child of [...fragment.children]) if (isKnown(child.id)) child.remove()
  }
})

export const isJoined = () => joined

function joinHeard(missed) {
  joined = true
  joinings += 1
  tell("live:joined")
  if (joinings > 1 || missed) tell("live:again")
}

document.addEventListener("htmx:ws:after:connection", () => {
  clearTimeout(lateness)
  pill.hidden = true
})

document.addEventListener("htmx:ws:close", event => {
  const { code, reason } = event.detail
  joined = false
  if (reason === "removed" || code === 1000) return
  if (RETRIED.includes(code)) {
    clearTimeout(lateness)
    lateness = setTimeout(() => { pill.hidden = false; pill.textContent = say("reconnecting") }, PATIENCE)
  } else {
    pill.hidden = true
    show({ text: say("stopped"), tone: "amber", label: say("reload"), act: () => location.reload() })
  }
})

document.addEventListener("htmx:config:request", event => {
  const { sourceElement, sourceEvent, request } = event.detail.ctx
  const list = sourceElement.dataset?.after
  if (!list || sourceEvent?.type === "load") return
  const last = [...document.querySelectorAll(list)].at(-1)
  if (last) request.body.set("after", last.dataset.id ?? "")
})

// Back from the browser's memory: the socket was closed when the page went away.
addEventListener("pageshow", event => {
  const live = document.getElementById("live")
  if (event.persisted && live) htmx.process(live, true)
})
