// What the other files share: words in the reader's language, live regions, drawings, start-up of new markup.

export const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}")

export const say = (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)

// Screen readers skip a text that equals the last one, so the region is emptied first.
export function announce(text, { urgent = false } = {}) {
  const region = document.getElementById(urgent ? "announce-now" : "announce")
  if (!region) return
  region.textContent = ""
  setTimeout(() => { region.textContent = text }, 60)
}

export function icon(name, classes = "") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  svg.setAttribute("class", `icon ${classes}`.trim())
  svg.setAttribute("aria-hidden", "true")
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use")
  use.setAttribute("href", `${document.documentElement.dataset.icons}#${name}`)
  svg.append(use)
  return svg
}

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "")
    else if (value !== false && value != null) made.setAttribute(key, value)
  }
  made.append(...children)
  return made
}

// Run `start` once for each element that matches, now and whenever htmx brings new ones.
export function attach(selector, start) {
  const seen = new WeakSet()
  const look = root => {
    const found = root.querySelectorAll ? [...root.querySelectorAll(selector)] : []
    if (root.matches?.(selector)) found.unshift(root)
    for (const each of found) {
      if (seen.has(each)) continue
      seen.add(each)
      start(each)
    }
  }
  look(document)
  document.addEventListener("htmx:after:process", event => look(event.target))
}

export const isTyping = target => target.closest?.("input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]")

// A random name for something that may be sent twice. randomUUID is there only over https and on localhost.
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}

// Names under which something of this person is kept in this browser; sign-out.js forgets them.
export const ownOf = kind => `${kind}:${document.body.dataset.person ?? "guest"}:`

export const cookie = name => document.cookie.split("; ").find(pair => pair.startsWith(`${name}=`))?.slice(name.length + 1)

export function setCookie(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`
}
