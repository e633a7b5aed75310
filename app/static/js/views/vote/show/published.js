// The ballots of a vote that may be recounted: each with its receipt, one's own found by it.

import { html } from "lit";
import { asNumber } from "../../../lib/numbers.js";
import { receiptsOf } from "../../../lib/receipts.js";
import { t, tn } from "../../../lib/words.js";
import { languageOf } from "../../../state/board.js";
import { titleOf } from "../../../state/polls.js";

export function published(poll, state) {
  const ballots = poll.result.published;
  if (!ballots) return null;
  const own = new Set(receiptsOf(state.mine.member.id, poll.id));
  const mine = ballots.find((each) => own.has(each.receipt));
  return html`<section class="published" aria-label=${t("The ballots")}>
    <p>${mine ? html`<b>${t("Your ballot is among them:")}</b> ${said(poll, state, mine.choices)}` : t("This device has no receipt of a ballot in this vote.")}</p>
    <details class="figures"><summary>${tn("Show the {n} ballot", "Show all {n} ballots", ballots.length)}</summary><div class="scroll" tabindex="0" role="region" aria-label=${t("The ballots, in random order")}><table>
      <thead><tr><th scope="col">${t("Receipt")}</th><th scope="col">${t("Ballot")}</th></tr></thead>
      <tbody>${ballots.map((each) => html`<tr><th scope="row"><code>${each.receipt}</code>${each === mine ? html` <span class="tag accent">${t("yours")}</span>` : null}</th><td>${said(poll, state, each.choices)}</td></tr>`)}</tbody>
    </table></div></details>
  </section>`;
}

/** A ballot in words: what it says of each card, or its cards in order. */
function said(poll, state, choices) {
  const title = (id) => html`<span lang=${languageOf(state, id)}>${titleOf(poll, id)}</span>`;
  if (Array.isArray(choices)) {
    const ranked = choices.some(Array.isArray);
    return between(choices.map((each) => (Array.isArray(each) ? between(each.map(title), " = ") : title(each))), ranked ? " > " : ", ");
  }
  return between(Object.entries(choices).map(([id, value]) => html`${title(id)}: ${figure(value)}`), ", ");
}

const between = (parts, sign) => (parts.length ? parts.map((part, n) => (n ? html`${sign}${part}` : part)) : "–");

const figure = (value) => (typeof value === "object" ? Object.values(value).map((each) => asNumber(each)).join(" × ") : asNumber(value));
