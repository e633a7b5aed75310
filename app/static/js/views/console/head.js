// The head of the console: which workshop, who is here, its code, and what can be taken along.

import { html, nothing } from "lit";
import { t, tn } from "../../lib/words.js";
import { leaders } from "../../state/tiles.js";
import { icon } from "../parts/icon.js";
import { openMenu } from "../parts/menu.js";
import { rehearsed } from "../parts/rehearsed.js";

export function head(state, desk, page) {
  const { workshop, rooms } = state;
  const sum = (key) => rooms.reduce((total, room) => total + room[key], 0);
  return html`<header class="bar desk-bar">
    ${page.role === "organiser" ? html`<a class="mark" href="/workshops" aria-label=${t("Your workshops")} title=${t("Your workshops")}>C</a>` : html`<span class="mark" aria-hidden="true">C</span>`}
    <div class="titles"><b>${workshop.title}</b><span>${[t("Console"), workshop.subtitle, t("{here} of {expected} delegates here", { here: sum("here"), expected: sum("expected") }), invited(workshop, rooms)].filter(Boolean).join(" · ")}</span></div>
    ${rehearsed(workshop, page.role === "organiser" ? `/workshops/${workshop.rehearsal_of}/setup#rehearsal` : null)}
    <span class="grow"></span>
    ${line(state)} ${leading(state, desk, page)}
    <button type="button" class="code" title=${t("Join sheet")} aria-label=${t("Join sheet, code {code}", { code: spell(workshop.code) })} @click=${() => desk.show({ dialog: { kind: "sheet" } })}>${spell(workshop.code)}</button>
    <button type="button" class="ghost square" title=${t("How it works")} aria-label=${t("How it works")} @click=${() => desk.show({ dialog: { kind: "guide" } })}>?</button>
    <button type="button" class="ghost" aria-haspopup="menu" aria-expanded="false" @click=${(event) => openMenu(event.currentTarget, t("Workshop"), files(state, desk, page))}>${t("Share and export")}${icon("down")}</button>
  </header>`;
}

function leading(state, desk, page) {
  const n = leaders(state, page.member).length;
  if (!n) return nothing;
  const words = tn("{n} other leads with you", "{n} others lead with you", n);
  return html`<button type="button" class="ghost" aria-haspopup="dialog" title=${words} @click=${() => desk.show({ dialog: { kind: "leaders" } })}>${icon("people")}<span class="nums" aria-hidden="true">${n}</span><span class="ear">${words}</span></button>`;
}

export function leadersDialog(state, desk, { close, page }) {
  const place = ({ room, away }) => html`<span class="status"><i class="light ${away ? "wait" : ""}"></i>${[room ?? t("Console"), away ? t("away") : ""].filter(Boolean).join(" · ")}</span>`;
  return html`<modal-box heading=${t("Who leads with you")} @close=${close} .body=${html`<ul class="seats leaders">${leaders(state, page.member).map(({ name, places }) => html`<li><b>${name}</b>${places.map(place)}</li>`)}</ul>`}></modal-box>`;
}

/** Before the day: who has said that they come, and who has tried it out. */
function invited({ members, programme }, rooms) {
  return members.invited && rooms.every((room) => room.stage.id === programme[0].id) ? answers(members) : "";
}

export const answers = ({ invited, confirmed, tried }) => t("{confirmed} of {all} confirmed, {tried}", { confirmed, all: invited, tried: tn("{n} has tried", "{n} have tried", tried) });

/** Six characters read better in two halves. */
export const spell = (code) => `${code.slice(0, 3)} ${code.slice(3)}`;

function line({ line, unsent }) {
  const [light, words] = {
    online: unsent ? ["wait", t("Sending…")] : ["", t("Live")],
    connecting: ["wait", t("Connecting…")],
    offline: ["wait", t("Offline")],
    refused: ["off", t("Signed out")],
  }[line];
  return html`<span class="pill" role="status"><i class="light ${light}"></i>${words}</span>`;
}

function files({ workshop, rooms }, desk, page) {
  const at = `/api/v1/workshops/${workshop.id}`;
  const sent = page.leads ? `workshops/${workshop.id}` : rooms.length === 1 ? `rooms/${rooms[0].id}` : null;
  const organises = page.role === "organiser";
  const file = (label, path, allowed = organises) => allowed && ({ label, act: () => location.assign(`${at}/${path}?as=account`) });
  return [
    { label: t("Join sheet with code and QR"), icon: "people", act: () => desk.show({ dialog: { kind: "sheet" } }) },
    organises && { label: t("Set-up"), icon: "source", act: () => location.assign(`/workshops/${workshop.id}/setup`) },
    organises && { label: t("List of delegates…"), icon: "people", act: () => desk.show({ dialog: { kind: "roster" } }) },
    organises && { label: t("Personal links to print"), act: () => location.assign(`/workshops/${workshop.id}/links`) },
    file(t("Personal links (CSV)"), "roster.csv"),
    sent && { label: t("Send to the ministry…"), icon: "out", act: () => location.assign(`/${sent}/send${location.search}`) },
    file(t("Agendas to print and file (PDF)"), "export/pdf"),
    file(t("Agendas to read (Word)"), "export/docx"),
    file(t("Action plans, cards and votes (Excel)"), "export/xlsx"),
    file(t("Slides for the report-out (PowerPoint)"), "export/pptx"),
    file(t("Agendas to read (Markdown)"), "export/md"),
    file(t("All cards as a table (CSV)"), "export/csv"),
    file(t("Everything (JSON)"), "export/json"),
  ];
}
