// All agendas side by side: what each country puts first.

import { html } from "lit";
import { t } from "../../lib/words.js";
import { across, said } from "./words.js";

export const side = (sight) => html`<ul class="hall-rooms side-by-side" data-across=${across(sight.rooms.length)}>${sight.rooms.map((room) => html`<li data-state=${room.state}>
  <h2>${said(sight, room.name, room)}</h2><p class="hall-stage">${room.state === "declared" ? t("declared") : t("not declared yet")}</p>
  <ol>${room.measures.map((measure) => html`<li>${said(sight, measure.title, room)}${measure.gloss ? html`<small>${said(sight, measure.gloss)}</small>` : null}</li>`)}</ol>
</li>`)}</ul>`;
