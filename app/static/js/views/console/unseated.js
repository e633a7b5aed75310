// Who sits in no room, and so stands in no tile: whoever leads all of them, experts, observers, a delegate who has none yet.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { tn } from "../../lib/words.js";
import { group, roleTitle } from "../parts/who.js";

export function unseated(state, act) {
  const { unseated: seats } = state.workshop;
  if (!seats.length) return nothing;
  return html`<details class="unseated"><summary>${tn("Without a room: {n}", "Without a room: {n}", seats.length)}</summary>
    <ul class="seats">${repeat(seats, (seat) => seat.id, (seat) => html`<li><span>${seat.name}<small>${roleTitle(seat.role)}</small></span>${seat.perspective ? group(state, seat.perspective) : nothing}${act.seat(null, seat)}</li>`)}</ul>
  </details>`;
}
