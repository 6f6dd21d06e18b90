// Whoever signs out by hand (data-signs-out) leaves nothing in this browser: no drafts, no message that waits, and no
// notices that come while somebody else sits there.
const PATIENCE = 1_500

const forget = () => {
  for (const key of Object.keys(localStorage)) if (/^(draft|outbox|upload):/.test(key)) localStorage.removeItem(key)
}

async function endNotices() {
  const workers = await navigator.serviceWorker?.getRegistrations() ?? []
  await Promise.all(workers.map(worker => worker.unregister()))
}

document.addEventListener("submit", async event => {
  const form = event.target
  if (!form.matches("[data-signs-out]")) return
  event.preventDefault()
  await Promise.race([endNotices().catch(() => null), new Promise(done => setTimeout(done, PATIENCE))])
  // What was typed last would be kept again when the page goes.
  addEventListener("pagehide", forget)
  forget()
  form.submit()
})
