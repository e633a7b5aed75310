// Before a stage starts: what everybody should be sure of.

import { html, nothing } from "lit";
import { t, tn } from "../../lib/words.js";
import { doubts } from "../../state/tiles.js";
import { unfinished } from "../frame/unfinished.js";
import { list } from "./words.js";

export function startDialog(state, desk, { close }) {
  const { stage, rooms: ids } = state.ui.dialog;
  const rooms = state.rooms.filter((room) => ids.includes(room.id));
  const found = doubts(state.workshop.programme, rooms, stage);
  const go = () => {
    desk.drive("stage.start", { stage: stage.id }, rooms.map((room) => room.id));
    desk.show({ dialog: null, stage: null });
  };
  return html`<modal-box heading=${t("Start “{stage}”?", { stage: t(stage.title) })} @close=${close} .body=${html`
      <p><b>${rooms.length === state.rooms.length ? t("In all rooms: {rooms}.", { rooms: list(rooms) }) : t("In {rooms}.", { rooms: list(rooms) })}</b></p>
      <p>${stage.minutes ? tn("Everybody there moves on together, and the timer starts with {n} minute.", "Everybody there moves on together, and the timer starts with {n} minutes.", stage.minutes) : t("Everybody there moves on together; this stage has no timer.")}</p>
      ${unfinished(found)}
      ${found.back.length ? html`<p class="soft">${t("For {rooms} this goes back. Nothing is lost by it.", { rooms: list(found.back) })}</p>` : nothing}
      ${found.again.length ? html`<p class="soft">${t("Already there: {rooms}. Its timer starts anew.", { rooms: list(found.again) })}</p>` : nothing}
    `} .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button type="button" class="cta" data-first @click=${go}>${t("Start")}</button>`}></modal-box>`;
}
