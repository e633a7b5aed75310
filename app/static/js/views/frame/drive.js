// The facilitator's bar: the next stage, any other stage, the time, and who has not written yet.

import { html } from "lit";
import { left_s } from "../../lib/clock.js";
import { t, tn } from "../../lib/words.js";
import { rights } from "../../state/rights.js";
import { doubts } from "../../state/tiles.js";
import { icon } from "../parts/icon.js";
import { openMenu } from "../parts/menu.js";
import { unfinished } from "./unfinished.js";

export function drive(state, room) {
  const at = state.programme.findIndex((stage) => stage.id === state.stage.id);
  const next = state.programme[at + 1];
  return html`<section class="drive" aria-label=${t("For the facilitator")}>
    ${next ? html`<button type="button" class="cta small" @click=${() => start(room, next)}>${t("Next: {stage}", { stage: t(next.title) })}${icon("on")}</button>` : null}
    <button type="button" class="ghost small" aria-haspopup="menu" aria-expanded="false" @click=${(event) => openMenu(event.currentTarget, t("Start a stage"), stages(state, room, at))}>${t("Stages")}${icon("down")}</button>
    <span class="gap"></span>
    ${timer(state, room)}
    <button type="button" class="ghost small" @click=${() => room.show({ dialog: { kind: "announce" } })}>${icon("bell")}<span class="hide-word">${t("Announce…")}</span></button>
    <button type="button" class="ghost small" aria-pressed=${String(state.room.locked)} @click=${() => room.drive("room.lock", { locked: !state.room.locked })}>${icon("lock")}<span class="hide-word">${state.room.locked ? t("Unlock") : t("Lock")}</span></button>
    ${rights(state).declared ? null : html`<button type="button" class="ghost small" aria-haspopup="dialog" @click=${() => room.show({ dialog: { kind: "standIn" } })}>${icon("pen")}<span class="hide-word">${t("Write for…")}</span></button>`}
    <span class="grow"></span>
    ${silent(state)}
  </section>`;
}

const start = (room, stage) => room.show({ dialog: { kind: "start", stage } });

function stages(state, room, at) {
  return state.programme.map((stage, n) => ({ label: `${n + 1} · ${t(stage.title)}`, pressed: n === at, act: () => n !== at && start(room, stage) }));
}

function timer(state, room) {
  const left = left_s(state.timer);
  const add = (minutes) => html`<button type="button" class="ghost small nums" @click=${() => room.drive("timer.add", { seconds: minutes * 60 })}><span aria-hidden="true">+${minutes}</span><span class="ear">${tn("+{n} minute", "+{n} minutes", minutes)}</span></button>`;
  const running = left !== null && state.timer.ends_at;
  return html`${add(1)} ${add(5)}
    ${left === null ? null : html`<button type="button" class="ghost small" @click=${() => room.drive("timer.pause", { paused: Boolean(running) })}>${icon(running ? "pause" : "play")}<span class="hide-word">${running ? t("Pause") : t("Go on")}</span></button>`}`;
}

function silent(state) {
  const names = state.desk?.silent?.map((each) => each.name) ?? [];
  return names.length ? html`<span class="soft hide">${t("Silent so far: {names}", { names: names.join(", ") })}</span>` : null;
}

export function startDialog(state, room, close) {
  const { stage } = state.ui.dialog;
  const go = () => {
    room.drive("stage.start", { stage: stage.id });
    close();
  };
  const found = doubts(state.programme, state.desk ? [state.desk] : [], stage);
  return html`<modal-box heading=${t("Start “{stage}”?", { stage: t(stage.title) })} @close=${close} .body=${html`
      <p>${stage.minutes ? tn("Everybody in the room goes there, and the timer starts with {n} minute. Nothing is lost; you can come back.", "Everybody in the room goes there, and the timer starts with {n} minutes. Nothing is lost; you can come back.", stage.minutes) : t("Everybody in the room goes there; this stage has no timer. Nothing is lost; you can come back.")}</p>
      ${unfinished(found)}
    `} .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button type="button" class="cta" data-first @click=${go}>${t("Start")}</button>`}></modal-box>`;
}
