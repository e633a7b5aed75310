// What the big screen shows: chosen here, seen here in small, with the questions that wait for somebody to choose them.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t, tn } from "../../lib/words.js";
import { icon } from "../parts/icon.js";
import "../screen/screen.js";
import { pageTitle, said, viewTitle } from "../screen/words.js";

const OF_ALL = [null, "lobby", "stages", "side", "across", "questions"];
const OF_A_ROOM = ["agenda", "declare", "result"];
const MINUTES = [0, 3, 5, 7, 10];

export function plenary(state, desk, page) {
  const { screen, rooms, ui } = state;
  const room = rooms.find((each) => each.id === (screen.room?.id ?? ui.presenting)) ?? rooms[0];
  const minutes = ui.minutes ?? 5;
  const show = (view, at = null) => {
    if (at) desk.show({ presenting: at.id });
    desk.run("plenary.show", { view, ...(at ? { room: at.id } : {}), ...(view === "agenda" ? { seconds: minutes * 60 } : {}) });
  };
  const pressed = (view) => String(screen.view === view);
  return html`<section class="panel plenary" tabindex="-1" aria-labelledby="plenary-title">
    <header class="row"><h2 id="plenary-title">${t("Big screen")}</h2><span class="grow"></span>
      <button type="button" class="ghost small" @click=${() => desk.show({ dialog: { kind: "screens" } })}>${icon("video")}${t("Screens…")}</button></header>
    <div class="plenary-in">
      <div class="preview"><p class="soft" role="status">${t("Now shown: {what}", { what: now(screen) })}</p>
        <div class="hall" aria-hidden="true" inert><big-screen .sight=${screen} .qr=${`/workshops/${desk.id}/join.svg${page.as === "account" ? "?as=account" : ""}`} .address=${page.address}></big-screen></div>
        ${screen.applause ? html`<p class="soft nums">${tn("{n} applauds", "{n} applaud", screen.applause)}</p>` : nothing}</div>
      <div class="heap">
        <div class="deeds" role="group" aria-label=${t("For all rooms")}>${OF_ALL.map((view) => html`<button type="button" class="ghost small" aria-pressed=${pressed(view)} @click=${() => show(view)}>${viewTitle(view)}</button>`)}</div>
        ${screen.pages?.length > 1 ? leaf(screen, desk) : nothing}
        ${room ? ofRoom({ state, desk, room, minutes, show, pressed }) : nothing}
        ${questions(state, desk)}
      </div>
    </div>
  </section>`;
}

function now({ view, room, page, pages }) {
  const what = room?.name ?? (pages?.length > 1 || view === "across" ? pageTitle(pages[page - 1]) : null);
  return what ? t("{view}: {room}", { view: viewTitle(view), room: what }) : viewTitle(view);
}

/** One page after the other of a view that has several. */
function leaf({ view, page, pages }, desk) {
  const turn = (to) => () => desk.run("plenary.show", { view, page: to });
  const step = (to, label) => html`<button type="button" class="ghost small" ?disabled=${!pages[to - 1]} @click=${turn(to)}>${label}</button>`;
  return html`<div class="heap" role="group" aria-label=${viewTitle(view)}>
    <div class="field"><label for="plenary-page">${t("Page")}</label><select class="input" id="plenary-page" @change=${(event) => turn(Number(event.target.value))()}>${pages.map((part, n) => html`<option value=${n + 1} .selected=${n + 1 === page}>${n + 1} · ${pageTitle(part)}</option>`)}</select></div>
    <div class="deeds">${step(page - 1, t("Previous page"))}${step(page + 1, t("Next page"))}</div>
  </div>`;
}

/** One agenda after the other, in the order of the rooms. */
function ofRoom({ state: { rooms, screen }, desk, room, minutes, show, pressed }) {
  const at = rooms.indexOf(room);
  const here = (view) => (screen.room?.id === room.id ? pressed(view) : "false");
  const choose = (id) => (screen.room ? show(screen.view, rooms.find((each) => each.id === id)) : desk.show({ presenting: id }));
  const step = (by, label) => html`<button type="button" class="ghost small" ?disabled=${!rooms[at + by]} @click=${() => show("agenda", rooms[at + by])}>${label}</button>`;
  return html`<div class="heap" role="group" aria-label=${t("For one room")}>
    <div class="pair"><div class="field"><label for="plenary-room">${t("Room")}</label><select class="input" id="plenary-room" @change=${(event) => choose(event.target.value)}>${rooms.map((each) => html`<option value=${each.id} .selected=${each === room}>${each.name}</option>`)}</select></div>
      <div class="field"><label for="plenary-minutes">${t("Time to speak")}</label><select class="input" id="plenary-minutes" @change=${(event) => desk.show({ minutes: Number(event.target.value) })}>${MINUTES.map((n) => html`<option value=${n} .selected=${n === minutes}>${n ? t("{n} min", { n }) : t("no timer")}</option>`)}</select></div></div>
    <div class="deeds">${OF_A_ROOM.map((view) => html`<button type="button" class="ghost small" aria-pressed=${here(view)} @click=${() => show(view, room)}>${viewTitle(view)}</button>`)}</div>
    <div class="deeds">${step(-1, t("Previous agenda"))}${step(1, t("Next agenda"))}</div>
  </div>`;
}

function questions({ questions: asked = [], rooms, workshop }, desk) {
  const set = (question, state) => desk.run("question.set", { question, state });
  const put = async ({ id, text }, state) => {
    const { was } = (await set(id, state)) ?? {};
    if (was && state === "done") desk.tell(t("Put away: “{words}”", { words: text }), "plain", () => set(id, was));
  };
  const deed = (words, each, state) => html`<button type="button" class=${state === "done" ? "quiet small" : "ghost small"} aria-label=${`${words}: ${each.text}`} @click=${() => put(each, state)}>${words}</button>`;
  return html`<section><h3>${t("Questions from the phones")}</h3>
    ${asked.length ? html`<ol class="asked">${repeat(asked, (each) => each.id, (each) => html`<li data-state=${each.state}>
      <p>${said(workshop, each.text)} <span class="faint">${rooms.find((room) => room.id === each.room)?.name}</span>${each.state === "shown" ? html` <span class="tag accent">${t("on the screen")}</span>` : nothing}</p>
      <div class="deeds">${each.state === "shown" ? deed(t("Take down"), each, "waiting") : deed(t("Show"), each, "shown")}${deed(t("Put away"), each, "done")}</div></li>`)}</ol>`
    : html`<p class="soft">${t("None yet. Delegates can ask once their room is in the plenary; you see the questions first.")}</p>`}</section>`;
}
