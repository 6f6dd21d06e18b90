// Everything a page does beyond what HTML and CSS do by themselves. One behaviour, one file; the larger libraries
// come only to pages that use them.
import "./preferences.js"
import "./toast.js"
import "./errors.js"
import "./busy.js"
import "./live.js"
import "./dialogs.js"
import "./confirm.js"
import "./menus.js"
import "./tabs.js"
import "./fields.js"
import "./print.js"
import "./segments.js"
import "./drafts.js"
import "./sign-out.js"
import "./taken.js"
import "./outbox.js"
import "./keys.js"
import "./panes.js"
import "./talk.js"
import "./bulk.js"
import "./drag.js"
import "./filter-list.js"
import "./groups.js"
import "./combo-box.js"
import "./walk.js"
import { attach } from "./page.js"

attach("relative-time", () => import("relative-time"))
attach("mention-box", () => import("./mention-box.js"))
attach("form[data-files-url]", () => import("./chat-files.js"))
attach("form[data-markdown]", () => import("./chat-editor.js"))
attach("chat-room", () => import("./chat.js"))
attach("agent-lane", () => import("./lane.js"))
attach("form[data-push]", () => import("./push.js"))
