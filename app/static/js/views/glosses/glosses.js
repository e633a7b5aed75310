// The translators' list: every text beside its gloss, the agenda first. Whoever comes back goes on at the next one missing.

import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { tongue } from "../../lib/tongue.js";
import { t, tn } from "../../lib/words.js";
import { cardOf, languageOf } from "../../state/board.js";
import { pairs } from "../../state/glosses.js";
import "../parts/text-field.js";
import { languageName } from "../parts/who.js";
import { fieldName } from "../plan/words.js";

export function glosses(state, room) {
  const all = pairs(state);
  const lacking = all.filter((each) => each.lacks).length;
  return html`<div class="plan glosses">
    <div class="row plan-head">
      <p role="status"><b>${tn("{n} text", "{n} texts", all.length)}</b> <span class="soft">${lacking ? tn("{n} not translated yet", "{n} not translated yet", lacking) : t("All of it is translated.")}</span></p><span class="grow"></span>
      <button type="button" class="ghost small" ?disabled=${!lacking} @click=${next}>${t("Go to the next one missing")}</button>
    </div>
    ${repeat(parts(all), (part) => part.kind, (part) => section(part, state, room))}
  </div>`;
}

function parts(all) {
  const kinds = [
    { kind: "declaration", title: t("Agenda") },
    { kind: "measure", title: t("Measures") },
    { kind: "card", title: t("Board") },
  ];
  return kinds.map((part) => ({ ...part, pairs: all.filter((each) => each.doc.startsWith(part.kind)) })).filter((part) => part.pairs.length);
}

function section(part, state, room) {
  const lacking = part.pairs.filter((each) => each.lacks).length;
  return html`<section class="panel" aria-labelledby="glosses-${part.kind}">
    <div class="row"><h2 id="glosses-${part.kind}">${part.title}</h2>${lacking ? html`<span class="soft">${tn("{n} not translated yet", "{n} not translated yet", lacking)}</span>` : null}</div>
    <div class="gloss-rows">${repeat(part.pairs, (each) => `${each.doc} ${each.field}`, (each) => row(each, state, room))}</div>
  </section>`;
}

function row(each, state, room) {
  const name = nameOf(each, state);
  const language = each.language || tongue(each.said) || languageOf(state, each.owner);
  return html`<div class="gloss-row" data-lacks=${each.lacks}>
    <div class="original"><p class="field-head"><b>${name}</b>${each.language ? html`<small>${languageName(each.language)}</small>` : null}</p><p class="words" lang=${language}>${each.said}</p></div>
    <div>
      ${each.may ? html`<text-field .state=${state} .room=${room} .doc=${each.doc} .field=${each.gloss} .row=${each.told} .label=${t("{field}, second language", { field: name })} .language=${each.into} ?one=${each.owner && each.field !== "body"} .most=${each.doc.startsWith("card:") ? 200 : 5000}></text-field>` : fixed(each, name)}
      ${each.lacks ? html`<span class="tag warn"><span aria-hidden="true">!</span>${t("not translated yet")}</span>` : null}
    </div>
  </div>`;
}

/** What may not be written now is read. */
const fixed = (each, name) => html`<p class="field-head"><b>${t("{field}, second language", { field: name })}</b></p><p class="words" lang=${each.into || tongue(each.told)}>${each.told || "–"}</p>`;

function nameOf(each, state) {
  if (!each.owner) return { preamble: t("Preamble"), standing: t("Standing"), contact: t("Contact") }[each.field];
  if (each.doc.startsWith("card:")) return cardOf(state, each.owner)?.kind === "challenge" ? t("Challenge") : t("Proposal");
  const n = state.measures.findIndex((measure) => measure.id === each.owner) + 1;
  return `${n}. ${fieldName(each.field)}`;
}

/** The first gloss that is empty as it stands on the screen: what was typed a moment ago is not in the room's state yet. */
function next(event) {
  const fields = [...event.target.closest(".glosses").querySelectorAll("[data-lacks=true] textarea")];
  fields.find((field) => !field.value.trim())?.focus();
}
