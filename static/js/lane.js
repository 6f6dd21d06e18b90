// <agent-lane>: the talk with the agent in the middle of the order's page. The list of threads opens and leaves it
// (chat-threads.js); what was typed comes back, and what was said while it was on its way is fetched.
import "./chat-threads.js"
import { restore } from "./drafts.js"
import { isJoined } from "./live.js"
import { attach } from "./page.js"

attach("agent-lane", lane => requestAnimationFrame(() => {
  const form = lane.querySelector("form.composer")
  if (!form.elements.text.value) restore(form)
  if (isJoined()) lane.querySelector("[data-after]").dispatchEvent(new Event("lane:came"))
}))
