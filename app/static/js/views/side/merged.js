// The cards that were merged into this one: still readable, each one click away from being its own again.

import { html } from "lit";
import { t, tn } from "../../lib/words.js";
import { frozen } from "../../state/rights.js";

export function merged(cards, state, room, may) {
  if (!cards.length) return null;
  return html`<section><details class="merged" open><summary class="over">${tn("Merged from {n} other card", "Merged from {n} other cards", cards.length)}</summary>
    <ul class="heap">${cards.map((card) => row(card, state, room, may))}</ul>
  </details></section>`;
}

function row(card, state, room, may) {
  const loose = may.arrange && !frozen(state, card.merged_into);
  return html`<li class="say"><b lang=${card.language}>${card.title}</b>
    ${card.gloss ? html`<span class="soft" lang=${state.workshop.language}>${card.gloss}</span>` : null}
    ${card.body ? html`<span lang=${card.language}>${card.body}</span>` : null}
    ${loose ? html`<button type="button" class="link" @click=${() => room.send("card.unmerge", { card: card.id })}>${t("Take out again")}</button>` : null}</li>`;
}
