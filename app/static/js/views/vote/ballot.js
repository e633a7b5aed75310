// The ballot as a list, in the voter's own order: for measures, and for whoever prefers it to the board.

import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { shuffled } from "../../lib/shuffle.js";
import { t } from "../../lib/words.js";
import { cardOf, languageOf } from "../../state/board.js";
import { choicesOf, spent, voterSeed } from "../../state/polls.js";
import { give, stepper } from "./stepper.js";

export function ballot(poll, state, room) {
  const rows = shuffled(poll.cards, voterSeed(state, poll));
  return html`<section class="ballot" aria-label=${t("Your ballot")}>
    <p class="soft">${t("In an order of your own: everybody sees another one.")}</p>
    <ul>${repeat(rows, (id) => id, (id) => row(id, poll, state, room))}</ul>
  </section>`;
}

function row(id, poll, state, room) {
  const choices = choicesOf(state, poll);
  const { budget, per_card } = poll.settings;
  const title = poll.wording[id];
  const measure = state.measures.find((each) => each.id === id);
  const card = cardOf(state, id);
  const gloss = measure?.plan.what_gloss || card?.gloss;
  return html`<li class="card">
    <div><h3 lang=${languageOf(state, id)}>${title}</h3>${gloss ? html`<p class="gloss">${gloss}</p>` : null}${measure?.plan.lead ? html`<p class="soft">${t("Lead: {name}", { name: measure.plan.lead })}</p>` : null}</div>
    ${stepper(title, { dots: choices[id] ?? 0, most: per_card, left: budget - spent(choices) }, (by) => give(room, poll, id, by))}
  </li>`;
}
