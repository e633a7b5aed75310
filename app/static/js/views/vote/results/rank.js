// A ranking: how many others a card beats, and the table of all pairs behind it.

import { html } from "lit";
import { asNumber } from "../../../lib/numbers.js";
import { t, tn } from "../../../lib/words.js";
import { languageOf } from "../../../state/board.js";
import { pairsOf } from "../../../state/results.js";

const SHOWN = 24;

const borda = ({ settings }) => settings.count === "borda";
const others = ({ cards }) => cards.length - 1;

export const title = () => t("Ranking");
export const how = (poll) => (borda(poll) ? t("counted by Borda’s points") : t("counted by who beats whom"));
export const unit = (poll) => (borda(poll) ? t("Points") : t("Beats"));
export const share = (row, poll) => row.score / (others(poll) * (borda(poll) ? poll.result.ballots : 1) || 1);
export const behind = ({ settings }) => tn("A group is behind a card if one of its members ranks it first.", "A group is behind a card if one of its members ranks it among the first {n}.", settings.adopt);
export const lettered = true;

export function score(row, poll) {
  if (borda(poll)) return tn("{n} point", "{n} points", row.score, { n: asNumber(row.score) });
  if (row.score === others(poll)) return t("beats all others");
  return row.score ? t("beats {n} of {all} others", { n: row.score, all: others(poll) }) : t("beats no other");
}

export function picture({ poll, rows, state }) {
  if (!poll.result.pairs) return null;
  const shown = rows.slice(0, SHOWN);
  const pairs = pairsOf(poll, shown.map((row) => row.id));
  return html`<section class="pairs-in">
    <h3>${t("Who beats whom")}</h3>
    <p class="soft">${t("Read along a row: “✓ 5 : 2” means that five put this card before the one of the column, and two the other way round.")}${rows.length > SHOWN ? ` ${t("The first {n} are shown.", { n: SHOWN })}` : ""}</p>
    <div class="scroll pairs-scroll" tabindex="0" role="region" aria-label=${t("Who beats whom")}><table class="pairs">
      <thead><tr><th scope="col">${t("Card")}</th>${shown.map((row) => html`<th scope="col"><abbr class="letter" title=${row.title}>${row.letter}</abbr></th>`)}</tr></thead>
      <tbody>${shown.map((row, n) => html`<tr><th scope="row"><span><i class="letter">${row.letter}</i><span lang=${languageOf(state, row.id)}>${row.title}</span></span></th>${pairs[n].map(cell)}</tr>`)}</tbody>
    </table></div>
  </section>`;
}

function cell(pair) {
  if (!pair) return html`<td class="self"><span aria-hidden="true">·</span></td>`;
  const { mine, theirs } = pair;
  const sign = mine > theirs ? html`<span aria-hidden="true">✓ </span>` : mine === theirs ? html`<span aria-hidden="true">= </span>` : null;
  return html`<td data-won=${mine > theirs ? "yes" : mine === theirs ? "even" : "no"}>${sign}${mine} : ${theirs}</td>`;
}
