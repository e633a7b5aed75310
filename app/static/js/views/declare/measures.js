// The measures as they will stand in the declaration, in short.

import { html } from "lit";
import { asDay } from "../../lib/dates.js";
import { t } from "../../lib/words.js";
import { languageOf } from "../../state/board.js";

export function measuresList(state, room) {
  if (!state.measures.length) return html`<p class="empty">${t("There is no measure to declare yet.")}</p>`;
  const go = () => room.show({ place: { stage: state.stage.id, name: "plan" } });
  return html`<h3>${t("Measures, in order of priority")}</h3>
    <ol class="short">${state.measures.map((measure, n) => html`<li><b class="nums" aria-hidden="true">${n + 1}</b><div><h4 lang=${languageOf(state, measure.id)}>${measure.plan.what || t("Measure without a name")}${measure.plan.what_gloss ? html`<span class="gloss">${measure.plan.what_gloss}</span>` : null}</h4>
      <p class="soft">${[measure.plan.lead && t("Lead: {name}", { name: measure.plan.lead }), measure.by_when && t("By {day}", { day: asDay(measure.by_when) })].filter(Boolean).join(" · ")}</p>
      ${measure.missing.length && !measure.waived && state.declaration.state !== "declared" ? html`<button type="button" class="link" @click=${go}>${t("This plan still lacks something")}</button>` : null}</div></li>`)}</ol>`;
}
