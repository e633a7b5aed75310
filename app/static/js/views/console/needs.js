// Who asks for help, over all rooms, the longest waiting first.

import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../../lib/words.js";
import { hands } from "../../state/tiles.js";
import { age } from "./words.js";

export function needs(state, act) {
  const raised = hands(state.rooms);
  return html`<section class="panel needs">
    <h2>${t("Asking for help")}</h2>
    ${raised.length ? html`<ol class="hands">${repeat(raised, (hand) => hand.member, (hand) => row(hand, act))}</ol>` : html`<p>${t("Nobody at the moment.")}</p>`}
  </section>`;
}

const row = (hand, act) => html`<li>
  <p><b>${hand.name}</b> · ${hand.room.name} <span class="hand-age">${age(hand.at)}</span>${hand.note ? html`<q>${hand.note}</q>` : null}</p>
  <a class="ghost small" href=${act.enter(hand.room.id)} aria-label=${t("Enter {room}", { room: hand.room.name })}>${t("Enter")}</a>
  <button type="button" class="quiet small" aria-label=${t("Lower the hand of {name}", { name: hand.name })} @click=${() => act.lower(hand.room, hand)}>${t("Lower")}</button>
</li>`;

/** For a screen reader: the latest hand, once. */
export function spoken(state) {
  const last = hands(state.rooms).at(-1);
  return last ? t("{name} in {room} asks for help", { name: last.name, room: last.room.name }) : "";
}
