// The same result as a table, for screen readers and for whoever wants the figures.

import { html } from "lit";
import { t } from "../../lib/words.js";
import { languageOf } from "../../state/board.js";
import { groupsIn } from "../../state/polls.js";
import { groupTitle } from "../parts/who.js";

export function table(poll, rows, groups, state) {
  const keys = groupsIn(poll.result, state.workshop);
  const of = (row, key) => groups[row.id]?.find((each) => each.key === key)?.score ?? 0;
  return html`<details class="figures"><summary>${t("As a table")}</summary><div class="scroll"><table>
    <thead><tr><th scope="col">${t("Place")}</th><th scope="col">${t("Card")}</th><th scope="col">${t("Dots")}</th>${keys.map((key) => html`<th scope="col">${groupTitle(state, key)}</th>`)}<th scope="col"></th></tr></thead>
    <tbody>${rows.map((row) => html`<tr><td>${row.place}</td><th scope="row" lang=${languageOf(state, row.id)}>${row.title}</th><td>${row.score}</td>${keys.map((key) => html`<td>${of(row, key)}</td>`)}<td>${{ taken: t("taken"), tied: t("tie at the cut"), left: "" }[row.state]}</td></tr>`)}</tbody>
  </table></div></details>`;
}
