// One agenda: its measures with who leads and by when, the second language beside the first.

import { html, nothing } from "lit";
import { asDay } from "../../lib/dates.js";
import { t } from "../../lib/words.js";
import { said } from "./words.js";

export function agenda(sight) {
  if (!sight.measures.length) return html`<p class="hall-none">${t("This room has no measures yet.")}</p>`;
  return html`<ol class="hall-list agenda">${sight.measures.map((measure, n) => html`<li>
    <b class="hall-n" aria-hidden="true">${n + 1}</b>
    <div><h2>${said(sight, measure.title, sight.room)}</h2>
      <p class="by">${measure.lead ? html`<span>${said(sight, measure.lead, sight.room)}</span>` : nothing}${measure.by_when ? html`<span class="when nums">${t("By {day}", { day: asDay(measure.by_when) })}</span>` : nothing}</p></div>
    ${measure.gloss || measure.lead_gloss ? html`<div class="beside"><p>${said(sight, measure.gloss)}</p>${measure.lead_gloss ? html`<p class="by">${said(sight, measure.lead_gloss)}</p>` : nothing}</div>` : nothing}
  </li>`)}</ol>`;
}
