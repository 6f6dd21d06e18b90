// <agent-lane>: the talk with the agent in the middle of the order's page. The list of threads opens and leaves it
// (chat-threads.js); what was typed comes back, and what was said while it was on its way is fetched. What the team says
// among itself is counted beside the name of its thread: by the server when the lane opens, and from then on here.
import { more } from "./chat-threads.js"
import { restore } from "./drafts.js"
import { isJoined } from "./live.js"
import { attach } from "./page.js"

attach("agent-lane", lane => requestAnimationFrame(() => {
  const form = lane.querySelector("form.composer")
  if (!form.elements.text.value) restore(form)
  lane.querySelector("chat-unread").dispatchEvent(new Event("lane:came"))
  if (isJoined()) lane.querySelector("[data-after]").dispatchEvent(new Event("lane:came"))
}))

document.addEventListener("htmx:ws:before:message:incoming", ({ detail }) => {
  const lane = document.querySelector("agent-lane")
  const html = String(detail.message.data)
  const [, order, thread = "0"] = html.match(/hx-target="#chat-(\d+)(?:-(\d+))?"/) ?? []
  const value = name => html.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1]
  if (lane && order === lane.dataset.order && value("data-author") !== lane.dataset.member) more(thread, Number(value("data-id")))
}, { capture: true })
