// Telling somebody in this browser: asks the reader, asks the browser for an address, and sends it with the form.
import { announce } from "./page.js"

const canBeTold = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window

async function subscribe(form) {
  if (await Notification.requestPermission() !== "granted") throw new Error("refused")
  await navigator.serviceWorker.register(form.dataset.worker)
  const scope = new URL("./", new URL(form.dataset.worker, location.href)).href
  const registration = await navigator.serviceWorker.getRegistration(scope)
  await started(registration)
  const key = Uint8Array.from(atob(form.dataset.serverKey.replaceAll("-", "+").replaceAll("_", "/")), c => c.charCodeAt(0))
  return (await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })).toJSON()
}

function started(registration) {
  const worker = registration.active ?? registration.waiting ?? registration.installing
  if (worker.state === "activated") return Promise.resolve()
  return new Promise(done => worker.addEventListener("statechange", () => { if (worker.state === "activated") done() }))
}

document.addEventListener("submit", async event => {
  const form = event.target.closest("form[data-push]")
  if (!form || form.elements.endpoint.value) return
  event.preventDefault()
  const refusal = form.querySelector("[data-push-refused]")
  try {
    const { endpoint, keys } = await subscribe(form)
    form.elements.endpoint.value = endpoint
    form.elements.p256dh.value = keys.p256dh
    form.elements.auth.value = keys.auth
    form.submit()
  } catch {
    refusal.hidden = false
    announce(refusal.textContent.trim())
  }
})

for (const form of document.querySelectorAll("form[data-push]")) {
  form.querySelector(canBeTold ? "button" : "[data-push-none]").hidden = false
}
