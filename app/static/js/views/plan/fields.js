// The form of one measure: six questions first, the rest behind "More"; each with its gloss beside it where wanted.

import { html } from "lit";
import { t } from "../../lib/words.js";
import "../parts/text-field.js";
import { amount, byWhen, instrument } from "./values.js";
import { first, more } from "./words.js";

const VALUES = { by_when: byWhen, instrument };

export function fields(measure, state, room, { gloss }) {
  const draw = (list) => list.map((each) => (each.value ? VALUES[each.name](measure, room) : words(each, measure, state, room, gloss)));
  return html`<div class="fields" ?data-gloss=${gloss}>${draw(first())}</div>
    <details class="more-fields"><summary>${t("More: problem, instrument, partners, risks")}</summary><div class="fields" ?data-gloss=${gloss}>${draw(more())}</div></details>`;
}

function words({ name, label, hint, one, wide, small }, measure, state, room, gloss) {
  const field = (key, title, about) => html`<text-field .state=${state} .room=${room} .doc=${`measure:${measure.id}`} .field=${key} .row=${measure.plan[key] ?? ""} .label=${title} .hint=${about} ?one=${one} .most=${5000}></text-field>`;
  return html`<div class="cell" ?data-wide=${wide || gloss} ?data-small=${small && !gloss}>
    ${field(name, label, hint)} ${gloss ? field(`${name}_gloss`, t("{field}, second language", { field: label }), hint && " ") : null} ${name === "money" ? amount(measure, room) : null}
  </div>`;
}
