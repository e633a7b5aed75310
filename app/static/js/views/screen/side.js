// Agendas side by side, two or three on a page: what each country puts first.

import { html } from "lit";
import { t } from "../../lib/words.js";
import { said } from "./words.js";

export const side = (sight) => html`<ul class="hall-rooms side-by-side" data-across=${sight.rooms.length}>${sight.rooms.map((room) => html`<li data-state=${room.state}>
  <header><h2>${said(sight, room.name, room)}</h2><p class="hall-stage">${room.state === "declared" ? t("declared") : t("not declared yet")}</p></header>
  ${room.measures.length ? measures(sight, room) : html`<p class="soft">${t("This room has no measures yet.")}</p>`}
</li>`)}</ul>`;

const measures = (sight, room) => html`<ol>${room.measures.map((measure) => html`<li>${said(sight, measure.title, room)}${measure.gloss ? html`<small>${said(sight, measure.gloss)}</small>` : null}</li>`)}</ol>`;
