// A card's words: to be written in where the stage lets, to be read where it does not, with the reason.

import { html } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { t } from "../../lib/words.js";
import { frozen, own, rights } from "../../state/rights.js";
import { showHistory } from "../board/menu.js";
import { icon } from "../parts/icon.js";
import "../parts/text-field.js";
import { group, languageName } from "../parts/who.js";

export function wording(card, state, room) {
  return html`<div class="wording">${rights(state).word(card) && !card.pending ? keyed(card.id, fields(card, state, room)) : text(card, state)} ${origin(card, state, room)}</div>`;
}

function fields(card, state, room) {
  const field = (name, label, more) => html`<text-field .state=${state} .room=${room} .doc=${`card:${card.id}`} .field=${name} .row=${card[name]} .label=${label} .most=${more.most} ?one=${more.one} .language=${more.language ?? card.language} .hint=${more.hint}></text-field>`;
  return html`<h2 class="ear">${card.title}</h2>
    ${field("title", t("Idea"), { most: 200, one: true })} ${field("body", t("In more words"), { most: 5000 })}
    ${field("gloss", t("The same in a second language"), { most: 200, one: true, language: state.workshop.language === card.language ? "" : state.workshop.language })}`;
}

function text(card, state) {
  return html`<h2 lang=${card.language}>${card.title}</h2>
    ${card.gloss ? html`<p class="gloss" lang=${state.workshop.language}>${card.gloss}</p>` : null}
    ${card.body ? html`<p class="body" lang=${card.language}>${card.body}</p>` : null}
    <p class="faint">${reason(card, state)}</p>`;
}

function reason(card, state) {
  if (card.removed) return t("This card has been removed.");
  if (card.merged_into) return t("This card has been merged into another.");
  if (frozen(state, card.id)) return t("The wording is fixed while the vote is open.");
  if (state.declaration.state === "declared") return t("The agenda has been declared; it no longer changes.");
  if (state.stage.permissions.edit_own && !own(state, card)) return t("In this stage everybody changes the own cards only.");
  return "";
}

/** Where it comes from, and how it came to read like this. */
function origin(card, state, room) {
  const facts = [card.author?.name, card.kind === "challenge" ? t("Challenge") : t("Proposal"), languageName(card.language)].filter(Boolean);
  return html`<p class="origin faint">${group(state, card.perspective)} <span>${facts.join(" · ")}</span> ${card.pending ? null : html`<button type="button" class="quiet small" @click=${() => showHistory(card, room)}>${icon("clock")}${t("History…")}</button>`}</p>`;
}
