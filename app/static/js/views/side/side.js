// Beside the board: one card with all that belongs to it, or, while none is open, what was found for this room.

import { html } from "lit";
import { cardOf, mergedInto } from "../../state/board.js";
import { composes } from "../../lib/keys.js";
import { t } from "../../lib/words.js";
import { rights } from "../../state/rights.js";
import { findingsList, parted } from "../brief/findings.js";
import { icon } from "../parts/icon.js";
import { openMenu } from "../parts/menu.js";
import { cardMenu } from "../board/menu.js";
import { comments } from "./comments.js";
import { merged } from "./merged.js";
import { reactions } from "./reactions.js";
import { restsOn } from "./sources.js";
import { wording } from "./wording.js";

export function side(state, room, close) {
  const card = state.ui.card && cardOf(state, state.ui.card);
  if (!card) {
    return html`<aside class="side idle" tabindex="0" aria-label=${t("What was found")}><h2>${t("What was found")}</h2>${findingsList(state, parted(state.findings).flat())}</aside>`;
  }
  const may = rights(state);
  return html`<aside class="side" aria-label=${card.title} tabindex="-1" data-card=${card.id} @keydown=${(event) => event.key === "Escape" && !composes(event) && !event.target.closest("[popover]") && close()}>
    <div class="side-head">
      <button type="button" class="quiet small" @click=${close}>${icon("back")}${t("Back to the board")}</button><span class="grow"></span>
      <button type="button" class="quiet square small" aria-haspopup="menu" aria-expanded="false" aria-label=${t("More")} @click=${(event) => openMenu(event.currentTarget, card.title, cardMenu(card, state, room).slice(1))}>${icon("more")}</button>
    </div>
    ${wording(card, state, room)} ${became(card, state, room)} ${card.private ? null : restsOn(card, state, room, may)} ${merged(mergedInto(state, card.id), state, room, may)}
    ${card.private ? null : html`${reactions(card, state, room, may)} ${comments(card, state, room, may)}`}
  </aside>`;
}

/** The measure that was made of it. */
function became(card, state, room) {
  const n = state.measures.findIndex((each) => each.cards.includes(card.id));
  if (n < 0) return null;
  return html`<p><button type="button" class="tag" @click=${() => room.show({ place: { stage: state.stage.id, name: "plan" }, measure: { id: state.measures[n].id } })}>${t("Measure {n}", { n: n + 1 })}</button></p>`;
}
