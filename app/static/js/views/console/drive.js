// What goes to the picked rooms: a stage, time, an announcement, a lock, what is done in each of them.

import { html, nothing } from "lit";
import { left_s, now_ms } from "../../lib/clock.js";
import { asHour } from "../../lib/dates.js";
import { embedded } from "../../lib/page.js";
import { t, tn } from "../../lib/words.js";
import { currentPoll } from "../../state/polls.js";
import { minutesLeft, nextStage } from "../../state/tiles.js";
import { icon } from "../parts/icon.js";
import { togetherMenu } from "./together.js";

export function drive(state, desk, to) {
  const ids = to.map((room) => room.id);
  const none = !ids.length;
  const { programme } = state.workshop;
  const stage = programme.find((each) => each.id === state.ui.stage) ?? nextStage(programme, to) ?? programme.at(-1);
  const running = to.some((room) => room.timer.ends_at);
  const timed = to.some((room) => room.timer.ends_at || room.timer.left_s);
  const set = to.some((room) => room.timer.total_s);
  const locked = !none && to.every((room) => room.locked);
  const send = (type, data = {}) => desk.drive(type, data, ids);
  return html`<section class="all" aria-label=${t("Drive the rooms")}>
    <label class="pick every"><input type="checkbox" .checked=${to.length === state.rooms.length} .indeterminate=${!none && to.length < state.rooms.length}
      @change=${(event) => desk.show({ picked: event.target.checked ? null : [] })}><span>${state.ui.picked ? t("{n} of {all} rooms", { n: ids.length, all: state.rooms.length }) : t("All rooms")}</span></label>
    <div class="starter">
      <label class="ear" for="stage">${t("Stage")}</label>
      <select class="input" id="stage" @change=${(event) => desk.show({ stage: event.target.value })}>
        ${programme.map((each, n) => html`<option value=${each.id} .selected=${each === stage}>${option(each, n, to)}</option>`)}
      </select>
      <button type="button" class="cta" ?disabled=${none || !stage} @click=${() => desk.show({ dialog: { kind: "start", stage, rooms: ids } })}>${icon("play")}<span>${tn("Start in {n} room…", "Start in {n} rooms…", ids.length)}</span></button>
    </div>
    ${forecast(state)}
    <div class="times" role="group" aria-label=${t("Time and words")}>
      ${[1, 5].map((n) => html`<button type="button" class="ghost nums" ?disabled=${none} @click=${() => send("timer.add", { seconds: n * 60 })}><span aria-hidden="true">+${n}</span><span class="ear">${tn("+{n} minute", "+{n} minutes", n)}</span></button>`)}
      <button type="button" class="ghost" ?disabled=${none} aria-disabled=${String(!timed)} @click=${() => timed && send("timer.pause", { paused: running })}>${icon(running ? "pause" : "play")}${running ? t("Pause") : t("Go on")}</button>
      <button type="button" class="ghost" ?disabled=${none} aria-disabled=${String(!set)} @click=${() => set && clear(to, desk)}>${t("Clear")}</button>
      <span class="gap"></span>
    <button type="button" class="ghost" ?disabled=${none} @click=${() => desk.show({ dialog: { kind: "announce", rooms: ids } })}>${icon("bell")}${t("Announce…")}</button>
    <button type="button" class="ghost" ?disabled=${none} aria-pressed=${locked} @click=${() => send("room.lock", { locked: !locked })}>${icon("lock")}${locked ? t("Unlock") : t("Lock")}</button>
    ${togetherMenu(desk, ids, ids.length > 1 && !voting(state))}
    ${state.rooms.length > 1 && embedded("page").leads ? html`<button type="button" class="ghost" @click=${() => desk.ask({ kind: "visits", rooms: state.rooms.map((room) => room.id) })}>${icon("people")}${t("Visits…")}</button>` : nothing}
    </div>
  </section>`;
}

const voting = (state) => ["open", "closed"].includes(currentPoll(state)?.state);

/** "4 · Prioritise (12 min) · 5 rooms are here" */
function option(stage, n, to) {
  const here = to.filter((room) => room.stage?.id === stage.id).length;
  const words = [`${n + 1} · ${t(stage.title)}`, stage.minutes ? t("{n} min", { n: stage.minutes }) : null, here ? tn("{n} room is here", "{n} rooms are here", here) : null];
  return words.filter(Boolean).join(" · ");
}

/** Taken back, each clock runs as if nothing had happened; one that somebody has set since stays. */
async function clear(to, desk) {
  const ids = to.filter((room) => room.timer.total_s).map((room) => room.id);
  if (!(await desk.drive("timer.clear", {}, ids))) return;
  desk.tell(tn("The timer of {n} room is cleared.", "The timers of {n} rooms are cleared.", ids.length), "plain", () => desk.drive("timer.restore", {}, ids));
}

const NEAR_MS = 8 * 3600_000;

function forecast({ workshop, rooms }) {
  if (!rooms.length || rooms.every((room) => room.stage?.kind === "follow")) return nothing;
  const ends_ms = now_ms() + minutesLeft(workshop.programme, rooms, left_s) * 60_000;
  const planned_ms = Date.parse(workshop.starts_at) + workshop.programme.reduce((sum, stage) => sum + stage.minutes, 0) * 60_000;
  const late = Math.round((ends_ms - planned_ms) / 60_000);
  const known = Math.abs(ends_ms - planned_ms) < NEAR_MS;
  const said = late > 2 ? tn("{n} minute late", "{n} minutes late", late) : t("Programme on time");
  const ends = t("ends about {time} your time", { time: asHour(ends_ms) });
  return html`<p class="forecast ${known && late > 2 ? "late" : ""}">${known ? `${said} · ${ends}` : ends}</p>`;
}
