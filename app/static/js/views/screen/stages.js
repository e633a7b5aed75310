// Where each room is, and how much time it has.

import { html } from "lit";
import { t } from "../../lib/words.js";
import { across, said } from "./words.js";

export const stages = (sight) => html`<ul class="hall-rooms" data-across=${across(sight.rooms.length)}>${sight.rooms.map((room) => html`<li>
  <h2>${said(sight, room.name, room)}</h2><p class="hall-stage">${t(room.stage.title)}</p>
  ${room.clock.total_s ? html`<room-timer .timer=${room.clock}></room-timer>` : html`<span class="timer none">–</span>`}
</li>`)}</ul>`;
