// Dots on one card: one circle where a card takes one dot, a counter where it takes several. Big enough for a thumb.

import { html } from "lit";
import { t, tn } from "../../lib/words.js";
import { choicesOf, withStep } from "../../state/polls.js";
import { icon } from "../parts/icon.js";

/** Save the ballot of `poll` with `by` dots more on `card`. */
export function give(room, poll, card, by) {
  const before = choicesOf(room.store.get(), poll);
  const choices = withStep(before, card, by, poll.settings);
  if (choices !== before) room.send("ballot.cast", { poll: poll.id, choices }, { replaces: `ballot ${poll.id}` });
}

/** `step(by)`: one dot more or less than stands there now, which may be more than has been drawn yet. */
export function stepper(title, { dots, most, left }, step) {
  if (most === 1) {
    return html`<span class="votes"><button type="button" data-part="dot" aria-pressed=${String(dots > 0)} aria-disabled=${String(!dots && !left)} aria-label=${dots ? t("Take the dot back from “{title}”", { title }) : t("Place a dot on “{title}”", { title })} @click=${() => (dots || left) && step(dots ? -1 : 1)}><i class="dot ${dots ? "" : "o"}"></i></button></span>`;
  }
  const full = dots >= most || !left;
  return html`<span class="votes" role="group" aria-label=${t("Dots for “{title}”", { title })}>
    <button type="button" data-part="less" aria-label=${t("One dot less")} aria-disabled=${String(!dots)} @click=${() => dots && step(-1)}>${icon("minus")}</button>
    <span class="given" role="status" aria-label=${tn("{n} dot", "{n} dots", dots)}>${Array.from({ length: Math.min(most, 5) }, (_, n) => html`<i class="dot ${n < dots ? "" : "o"}"></i>`)}${most > 5 ? html`<b class="nums">${dots}</b>` : null}</span>
    <button type="button" data-part="dot" aria-label=${t("One dot more")} aria-disabled=${String(full)} @click=${() => !full && step(1)}>${icon("plus")}</button>
  </span>`;
}
