// Light or dark, wide rail or icons: kept in a cookie, so that the server draws the next page right at once.
import { setCookie } from "./page.js"

const root = document.documentElement
const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches

document.addEventListener("click", event => {
  if (event.target.closest("[data-switch-theme]")) {
    root.dataset.theme = isDark() ? "light" : "dark"
    setCookie("theme", root.dataset.theme)
  }
  if (event.target.closest("[data-switch-rail]")) {
    const { dataset } = document.body
    dataset.rail = dataset.rail === "icons" ? "wide" : "icons"
    setCookie("rail", dataset.rail)
  }
})
