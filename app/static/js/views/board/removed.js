// Removed cards: nothing is lost, each can be put back.

import { html } from "lit";
import { t } from "../../lib/words.js";
import { removedCards } from "../../state/board.js";
import { own, rights } from "../../state/rights.js";

export function removedDialog(state, room, close) {
  const may = rights(state);
  const restorable = (card) => may.arrange || (own(state, card) && state.stage.permissions.edit_own);
  const cards = removedCards(state);
  return html`<modal-box heading=${t("Removed cards")} @close=${close} .body=${
    cards.length
      ? html`<ul class="seats">${cards.map((card) => html`<li><span lang=${card.language}>${card.title}</span><span class="grow"></span>
          ${restorable(card) ? html`<button type="button" class="ghost small" @click=${() => room.send("card.restore", { card: card.id })}>${t("Restore")}</button>` : null}</li>`)}</ul>`
      : html`<p class="empty">${t("No card has been removed.")}</p>`
  }></modal-box>`;
}
