// One measure: its number and sentence, who works on it, what it still lacks, and its plan.

import { html } from "lit";
import { t, tn } from "../../lib/words.js";
import { languageOf } from "../../state/board.js";
import { frozen } from "../../state/rights.js";
import { icon } from "../parts/icon.js";
import { openMenu } from "../parts/menu.js";
import { nameOf } from "../parts/who.js";
import { check } from "./check.js";
import { fields } from "./fields.js";
import { text } from "./text.js";
import { visits } from "./visits.js";

export function measure(each, n, state, room, desk) {
  const { may } = desk;
  const writable = may.plan && !frozen(state, each.id);
  return html`<article class="measure panel" data-measure=${each.id} tabindex="-1" aria-labelledby="measure-${each.id}">
    <header>
      <b class="nums number" aria-hidden="true">${n + 1}</b>
      <div class="measure-head">
        <h2 id="measure-${each.id}" lang=${languageOf(state, each.id)}>${each.plan.what || t("Measure without a name")}</h2>
        ${each.plan.what_gloss ? html`<p class="gloss">${each.plan.what_gloss}</p>` : null}
        <p class="measure-facts">${assigned(each, state, room, may)} ${trace(each, state, room)}</p>
      </div>
      ${may.plan || may.drive ? html`<button type="button" class="quiet square small" aria-haspopup="menu" aria-expanded="false" aria-label=${t("Measure {n}: more", { n: n + 1 })} @click=${(event) => openMenu(event.currentTarget, each.plan.what ?? "", menu(each, n, state, room, may))}>${icon("more")}</button>` : null}
    </header>
    ${check(each)}
    ${writable ? fields(each, state, room, desk) : text(each)}
    ${may.plan && !writable ? html`<p class="faint">${t("The wording is fixed while the vote is open.")}</p>` : null}
    ${visits(each, n, state, room, may)}
  </article>`;
}

function assigned(each, state, room, may) {
  const names = each.assigned.map((id) => nameOf(state, id)).filter(Boolean);
  if (!may.plan) return names.length ? html`<span class="tag">${icon("people")}${names.join(", ")}</span>` : null;
  return html`<button type="button" class="tag" @click=${() => room.show({ dialog: { kind: "assign", measure: each.id } })}>${icon("people")}${names.length ? names.join(", ") : t("Who works on this?")}</button>`;
}

function trace(each, state, room) {
  const cards = each.cards.length;
  return html`<button type="button" class="tag" @click=${() => room.show({ place: { stage: state.stage.id, name: "board" }, card: each.cards[0] })}>${tn("from {n} card", "from {n} cards", cards)}</button>`;
}

function menu(each, n, { measures }, room, may) {
  const move = (after) => room.send("measure.move", { measure: each.id, after });
  return [
    { label: t("History…"), icon: "clock", act: () => room.show({ dialog: { kind: "history", doc: `measure:${each.id}`, title: each.plan.what ?? "" } }) },
    may.plan && { label: t("Who works on this…"), icon: "people", act: () => room.show({ dialog: { kind: "assign", measure: each.id } }) },
    may.drive && n > 0 && { label: t("Move up"), icon: "up", act: () => move(n > 1 ? measures[n - 2].id : null) },
    may.drive && n < measures.length - 1 && { label: t("Move down"), icon: "down", act: () => move(measures[n + 1].id) },
    may.drive && each.missing.length && { label: t("Let it pass with a reason…"), icon: "check", act: () => room.show({ dialog: { kind: "waive", measure: each.id } }) },
    may.drive && { label: t("Take it off the agenda…"), stop: true, icon: "close", act: () => room.show({ dialog: { kind: "drop", measure: each.id } }) },
  ];
}
