// People arrive: how to join, and how many have, room by room. The code stands nowhere else.

import { html, nothing } from "lit";
import { t } from "../../lib/words.js";
import { said } from "./words.js";

export const lobby = (sight, { qr, address }) => html`<div class="lobby">
  <div class="welcome"><h1>${said(sight, sight.title)}</h1>${sight.subtitle ? html`<p>${said(sight, sight.subtitle)}</p>` : nothing}</div>
  ${sight.code ? door(sight.code, qr, address) : html`<p class="lobby-how">${t("Please open your personal link.")}</p>`}
  <ul class="arrivals" aria-label=${t("Arrivals by room")}>${sight.rooms.map((room) => html`<li><span>${said(sight, room.name, room)}</span><b class="nums">${room.here ?? "–"}<small>/${room.expected}</small></b></li>`)}</ul>
</div>`;

const door = (code, qr, address) => html`<div class="lobby-door">
  <img class="qr" src=${qr} alt=${t("QR code that leads to joining")}>
  <p><span>${t("Join at {address}", { address: address.replace(/^https?:\/\//, "") })}</span><b class="hall-code">${code.slice(0, 3)} ${code.slice(3)}</b></p>
</div>`;
