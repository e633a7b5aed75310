// Dots: one circle where a card takes one dot, a counter where it takes several. Given on the board, or in the list.

import { html } from "lit";
import { t, tn } from "../../../lib/words.js";
import { icon } from "../../parts/icon.js";

export const dots = {
  name: "dots",
  title: () => t("Dots"),
  about: () => t("Everybody shares out a few, several on one card where it matters much."),
  empty: {},
  onBoard: true,
  settings: (cards) => {
    const budget = Math.max(1, Math.min(Math.ceil(cards / 3) + 1, cards - 1));
    return [
      { name: "budget", title: t("Dots for each"), value: budget, most: 100 },
      { name: "per_card", title: t("At most on one"), value: Math.max(1, Math.floor(budget / 3)), most: 100 },
    ];
  },
  tidy: (given) => ({ ...given, per_card: Math.min(given.per_card, given.budget) }),
  how: ({ settings }) => (settings.per_card > 1 ? t("Share out your dots. One card takes at most {n}.", { n: settings.per_card }) : t("Place your dots, one on a card.")),
  left: ({ settings: { budget } }, choices) => tn("{left} of {n} dot left", "{left} of {n} dots left", budget, { left: budget - spent(choices) }),
  picture: ({ settings: { budget } }, choices) => html`<span class="dots hide" aria-hidden="true">${Array.from({ length: Math.min(budget, 12) }, (_, n) => html`<i class="dot ${n < spent(choices) ? "" : "o"}"></i>`)}</span>`,
  row: ({ id, title }, { choices, settings, cast }) => stepper(title, standing(choices, id, settings), (by) => cast((now) => withStep(now, id, by, settings))),
};

/** Dots given away. */
export const spent = (choices) => Object.values(choices).reduce((sum, n) => sum + n, 0);

/** What the stepper of `card` goes by. */
export const standing = (choices, card, { budget, per_card }) => ({ dots: choices[card] ?? 0, most: per_card, left: budget - spent(choices) });

/** A whole ballot with `by` more on `card`; what would be too many is cut down to what is left. */
export function withStep(choices, card, by, { budget, per_card }) {
  const { [card]: before = 0, ...rest } = choices;
  const after = Math.max(0, Math.min(before + by, per_card, budget - spent(rest)));
  return after === before ? choices : after ? { ...rest, [card]: after } : rest;
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
