// Something said to the picked rooms: a stock sentence, which everybody reads in the own language, or own words; and what is up.

import { html, nothing } from "lit";
import { asHour } from "../../lib/dates.js";
import { t } from "../../lib/words.js";
import { announced } from "../../state/tiles.js";
import { fresh, stockText } from "../frame/notices.js";
import { icon } from "../parts/icon.js";
import { list } from "./words.js";

const STOCK = ["five_minutes", "please_vote", "back_to_plenary"];
const MOST = 500;

export function announceDialog(state, desk, { close }) {
  const rooms = state.rooms.filter((room) => state.ui.dialog.rooms.includes(room.id));
  const post = (data) => {
    desk.drive("announcement.post", data, rooms.map((room) => room.id));
    close();
  };
  const own = (event) => {
    event.preventDefault();
    const text = new FormData(event.target).get("text").trim();
    if (text) post({ text });
  };
  return html`<modal-box heading=${t("Announce")} @close=${close} .body=${html`
      <p class="soft">${rooms.length === state.rooms.length ? t("To all rooms.") : t("To {rooms}.", { rooms: list(rooms) })}</p>
      <form id="announce" class="field" @submit=${own}>
        <label for="announce-text">${t("Own words")}</label>
        <textarea class="input" id="announce-text" name="text" rows="3" maxlength=${MOST} aria-describedby="announce-hint"></textarea>
        <p class="hint" id="announce-hint">${t("At most {n} characters. Everybody in the rooms sees it at once.", { n: MOST })}</p>
      </form>
      <p class="label">${t("Or one that everybody reads in the own language")}</p>
      <div class="heap">${STOCK.map((stock) => html`<button type="button" class="ghost" @click=${() => post({ stock })}>${stockText(stock)}</button>`)}</div>
    `} .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button class="cta" form="announce">${t("Announce")}</button>`}></modal-box>`;
}

/** What stands on the screens of which rooms now, and the way to take it from there. */
export function announcedStrip(state, desk) {
  return html`<div class="up" aria-live="polite">${announced(state.rooms, fresh).map(({ said, rooms }) => line(said, rooms, state, desk))}</div>`;
}

function line(said, rooms, state, desk) {
  const where = rooms.length === state.rooms.length ? t("All rooms") : list(rooms);
  return html`<div class="banner">
    ${icon("bell")}<p><b title=${said.text || nothing}>${said.text || stockText(said.stock)}</b> <span class="soft">${where} · ${asHour(said.at)}</span></p>
    <span class="grow"></span><button type="button" class="ghost small" @click=${() => desk.drive("announcement.withdraw", {}, rooms.map((room) => room.id))}>${t("Take it down")}</button>
  </div>`;
}
