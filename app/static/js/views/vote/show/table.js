// The same result as a table, for screen readers, for paper, and for whoever wants the figures.

import { html, nothing } from "lit";
import { t } from "../../../lib/words.js";
import { languageOf } from "../../../state/board.js";
import { groupTitle } from "../../parts/who.js";
import { carried } from "./places.js";

export function table(shown) {
  const columns = columnsOf(shown);
  return html`<details class="figures"><summary>${t("Show as table")}</summary><div class="scroll" tabindex="0" role="region" aria-label=${t("The result as a table")}><table>
    <thead><tr><th scope="col">${t("Place")}</th><th scope="col">${t("Card")}</th>${columns.map(({ title, by }) => html`<th scope="col" class=${by ?? nothing}>${title}</th>`)}</tr></thead>
    <tbody>${shown.rows.map((row) => html`<tr><td>${row.place}</td><th scope="row" lang=${languageOf(shown.state, row.id)}>${shown.of.lettered ? `${row.letter} · ` : ""}${row.title}${row.from ? html` <span class="soft">${row.from}</span>` : null}</th>${columns.map((column) => html`<td class=${column.by ?? nothing}>${column.of(row)}</td>`)}</tr>`)}</tbody>
  </table></div></details>`;
}

function columnsOf(shown) {
  const { of, poll, keys, groups, moves, state } = shown;
  const said = (row, key) => groups[row.id]?.find((each) => each.key === key);
  return [
    moves && { title: t("Place before"), of: (row) => moves[row.id].was },
    { title: of.unit(poll), of: (row) => of.figure(row, poll) },
    ...of.columns(poll),
    ...keys.map((key) => ({ title: groupTitle(state, key), by: "by", of: (row) => (of.adds ? of.figure(said(row, key), poll) : (of.group(said(row, key), poll, row) ?? "–")) })),
    keys.length && { title: t("Who is behind it"), by: "by who-is", of: (row) => carried(row, shown) ?? "" },
    { title: t("Taken"), of: (row) => ({ taken: t("taken"), tied: t("tie at the cut"), left: "–" })[row.state] },
  ].filter(Boolean);
}
