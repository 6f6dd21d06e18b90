// How many messages a text really is, as it is typed: <textarea data-segments="places of the output">. The same
// counting as notifications/segments.py, and the same cases test both.
import { attach } from "./page.js"

const GSM = new Set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà")
const EXTENDED = new Set("\f^{}\\[~]|€")
const ALONE = { "GSM-7": 160, "UCS-2": 70 }
const JOINED = { "GSM-7": 153, "UCS-2": 67 }

export function measure(text) {
  const signs = [...text]
  const encoding = signs.every(sign => GSM.has(sign) || EXTENDED.has(sign)) ? "GSM-7" : "UCS-2"
  const sizes = signs.map(sign => encoding === "UCS-2" ? sign.length : EXTENDED.has(sign) ? 2 : 1)
  const units = sizes.reduce((sum, size) => sum + size, 0)
  if (units <= ALONE[encoding]) return { encoding, units, segments: signs.length ? 1 : 0 }
  let segments = 1, used = 0
  for (const size of sizes) {
    if (used + size > JOINED[encoding]) { segments += 1; used = 0 }
    used += size
  }
  return { encoding, units, segments }
}

attach("textarea[data-segments]", field => {
  const shown = document.getElementById(field.dataset.segments)
  const show = () => {
    const { encoding, units, segments } = measure(field.value)
    const room = segments > 1 ? segments * JOINED[encoding] : ALONE[encoding]
    shown.textContent = shown.dataset.words.replace("{segments}", segments).replace("{left}", room - units).replace("{encoding}", encoding)
  }
  field.addEventListener("input", show)
  show()
})
