// The head of the room: where one is, whether all is saved, who is here, how much time is left, who one is.

import { html } from "lit";
import { embedded } from "../../lib/page.js";
import { t, tn } from "../../lib/words.js";
import { icon } from "../parts/icon.js";
import { openMenu } from "../parts/menu.js";
import { rehearsed } from "../parts/rehearsed.js";
import { languageName, roleTitle } from "../parts/who.js";
import { people } from "./people.js";
import "./timer.js";

export function bar(state, room) {
  const { room: here, workshop } = state;
  return html`<header class="bar">
    <span class="mark" aria-hidden="true">${[...here.name][0]}</span>
    <div class="titles"><h1>${here.name}</h1><span>${[workshop.title, workshop.subtitle].filter(Boolean).join(" · ")}</span></div>
    ${rehearsed(workshop)}
    <div class="grow"></div>
    ${line(state)} ${people(state, room)}
    ${here.call_url ? html`<a class="ghost small hide" href=${here.call_url} target="_blank" rel="noopener">${icon("video")}${t("Video call")}</a>` : null}
    <room-timer .timer=${state.timer}></room-timer>
    ${me(state, room)}
  </header>`;
}

/**
 * The connection in words; the light beside it only repeats them. It changes with everything one does, so it is silent: what is worth
 * saying aloud is in spoken().
 */
function line(state) {
  const unsent = state.unsent ?? 0;
  const [light, words] = {
    online: unsent ? ["wait", t("Saving…")] : ["", t("Saved")],
    connecting: ["wait", t("Connecting…")],
    offline: ["off", unsent ? waiting(unsent, state) : t("Offline: reconnecting")],
    refused: ["off", t("No longer connected")],
  }[state.line];
  return html`<span class="pill line" role="status" aria-live="off"><i class="light ${light}"></i><span>${words}</span></span>`;
}

/** For screen readers: that the connection is lost or back (`broken`: it was lost before), and what was added here. */
export function spoken({ line: now, ui }, broken) {
  if (now === "offline") return t("Offline: reconnecting");
  if (now !== "online") return null;
  return ui.said ?? (broken ? t("Connected again") : null);
}

/** `keeping`: the device has not confirmed yet that it has them. */
function waiting(n, { lasting, composing, keeping }) {
  if (!lasting || composing) return tn("Offline: {n} change waits, keep this page open", "Offline: {n} changes wait, keep this page open", n);
  if (keeping) return tn("Offline: keeping {n} change on this device…", "Offline: keeping {n} changes on this device…", n);
  return tn("Offline: {n} change kept on this device", "Offline: {n} changes kept on this device", n);
}

function me(state, room) {
  const { member } = state.mine;
  return html`<button type="button" class="ghost small me" aria-haspopup="menu" aria-expanded="false" @click=${(event) => openMenu(event.currentTarget, `${member.name} · ${roleTitle(member.role)}`, mine(state, room), true)}>
    <span class="me-name">${member.name}</span><span class="hide" lang=${document.documentElement.lang}>· ${languageName(document.documentElement.lang)}</span>${icon("down")}
  </button>`;
}

function mine(state, room) {
  const speaks = document.documentElement.lang;
  return [
    { label: t("Take back my last step"), icon: "undo", keys: "Ctrl+Z", act: room.undo },
    { label: t("Do it again"), icon: "redo", keys: "Ctrl+Shift+Z", act: room.redo },
    ...Object.entries(embedded("languages") ?? {}).map(([code, name]) => ({ label: name, lang: code, icon: "globe", pressed: code === speaks, act: () => speak(code) })),
    // In the bar there is no room for it on a phone, or beside the call itself.
    state.room.call_url && { label: t("Video call"), icon: "video", act: () => open(state.room.call_url, "_blank", "noopener") },
    embedded("page").as === "seat" && { label: t("My link for another device (QR)"), icon: "link", act: () => room.show({ dialog: { kind: "ownLink" } }) },
    { label: t("How it works"), icon: "say", keys: "?", act: () => room.show({ dialog: { kind: "guide" } }) },
    state.mine.may.drive && { label: t("Console"), icon: "back", act: () => location.assign(`/workshops/${state.workshop.id}${location.search}`) },
    { label: t("Sign out on this device"), icon: "out", stop: true, act: () => post("/sign-out", {}) },
  ];
}

const speak = (code) => post("/language", { language: code, back: location.pathname + location.search });

/** A form of its own, because the answer is a page. */
function post(action, fields) {
  const form = Object.assign(document.createElement("form"), { method: "post", action, hidden: true });
  for (const [name, value] of Object.entries(fields)) form.append(Object.assign(document.createElement("input"), { name, value }));
  document.body.append(form);
  form.submit();
}
