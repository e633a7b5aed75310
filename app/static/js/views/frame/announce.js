// The facilitator says something to the whole room: a stock sentence, which everybody reads in the own language, or own words.

import { html } from "lit";
import { t } from "../../lib/words.js";
import { stockText } from "./notices.js";

const STOCK = ["five_minutes", "please_vote", "back_to_plenary"];

export function announceDialog(_state, room, close) {
  const post = (data) => {
    room.drive("announcement.post", data);
    close();
  };
  const own = (event) => {
    event.preventDefault();
    const text = new FormData(event.target).get("text").trim();
    if (text) post({ text });
  };
  return html`<modal-box heading=${t("Announce to the room")} @close=${close} .body=${html`
      <div class="heap">${STOCK.map((stock) => html`<button type="button" class="ghost" @click=${() => post({ stock })}>${stockText(stock)}</button>`)}</div>
      <form id="announce" class="field" @submit=${own}><label for="announce-text">${t("Own words")}</label><textarea class="input" id="announce-text" name="text" maxlength="500"></textarea></form>
    `} .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button class="cta" form="announce">${t("Announce")}</button>`}></modal-box>`;
}
