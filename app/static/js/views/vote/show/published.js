// The ballots of a vote that may be recounted: each with its receipt, one's own found by it.

import { html } from "lit";
import { asNumber } from "../../../lib/numbers.js";
import { receiptsOf } from "../../../lib/receipts.js";
import { t, tn } from "../../../lib/words.js";
import { titleOf } from "../../../state/polls.js";

export function published(poll, state) {
  const ballots = poll.result.published;
  if (!ballots) return null;
  const own = new Set(receiptsOf(state.mine.member.id, poll.id));
  const mine = ballots.find((each) => own.has(each.receipt));
  return html`<section class="published" aria-label=${t("The ballots")}>
    <p>${mine ? html`<b>${t("Your ballot is among them:")}</b> ${said(poll, mine.choices)}` : t("This device has no receipt of a ballot in this vote.")}</p>
    <details class="figures"><summary>${tn("Show the {n} ballot", "Show all {n} ballots", ballots.length)}</summary><div class="scroll" tabindex="0" role="region" aria-label=${t("The ballots, in random order")}><table>
      <thead><tr><th scope="col">${t("Receipt")}</th><th scope="col">${t("Ballot")}</th></tr></thead>
      <tbody>${ballots.map((each) => html`<tr><th scope="row"><code>${each.receipt}</code>${each === mine ? html` <span class="tag accent">${t("yours")}</span>` : null}</th><td>${said(poll, each.choices)}</td></tr>`)}</tbody>
    </table></div></details>
  </section>`;
}

/** A ballot in words: what it says of each card, or its cards in order. */
export function said(poll, choices) {
  const title = (id) => titleOf(poll, id);
  if (Array.isArray(choices)) {
    const ranked = choices.some(Array.isArray);
    const parts = choices.map((each) => (Array.isArray(each) ? each.map(title).join(" = ") : title(each)));
    return parts.join(ranked ? " > " : ", ") || "–";
  }
  return Object.entries(choices).map(([id, value]) => `${title(id)}: ${figure(value)}`).join(", ") || "–";
}

const figure = (value) => (typeof value === "object" ? Object.values(value).map((each) => asNumber(each)).join(" × ") : asNumber(value));
