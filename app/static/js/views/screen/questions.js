// Questions from the phones, as the facilitators chose them: where each comes from, and no name.

import { html } from "lit";
import { t } from "../../lib/words.js";
import { said } from "./words.js";

export function questions(sight) {
  if (!sight.questions.length) return html`<p class="hall-none">${t("Ask your question on your own device: it goes to the facilitators first.")}</p>`;
  return html`<ul class="hall-questions" data-many=${sight.questions.length}>${sight.questions.map((each) => html`<li><blockquote>${said(sight, each.text, each.from)}</blockquote><p>${said(sight, each.from.name, each.from)}</p></li>`)}</ul>`;
}
