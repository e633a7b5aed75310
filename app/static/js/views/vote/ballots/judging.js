// What the ballots share that judge each card on a scale: a row of radio buttons, how many are still to be judged, and the way back.

import { html } from "lit";
import { live } from "lit/directives/live.js";
import { t, tn } from "../../../lib/words.js";

/** Native radio buttons, each as wide as a thumb: `options` [{value, mark, word?, side?}]; `choose(value)` at every tap. */
export function degrees({ name, label, options, value, choose, shape = "" }) {
  return html`<div class="degrees" role="radiogroup" aria-label=${label} data-shape=${shape}>
    ${options.map((each) => html`<label class="degree" data-side=${each.side ?? ""}>
      <input type="radio" class="ear" name=${name} value=${each.value} data-part="${name} ${each.value}" .checked=${live(each.value === value)} @change=${() => choose(each.value)}>
      <b class="nums">${each.mark}</b>${each.word ? html` <span>${each.word}</span>` : null}</label>`)}
  </div>`;
}

export const withJudgement = (choices, card, value) => (choices[card] === value ? choices : { ...choices, [card]: value });

export function withoutJudgement(choices, card) {
  if (!(card in choices)) return choices;
  const { [card]: _, ...rest } = choices;
  return rest;
}

/** What is left, in words. */
export function unjudged({ cards }, choices) {
  const left = cards.filter((card) => !(card in choices)).length;
  return left ? tn("{left} of {n} not yet judged", "{left} of {n} not yet judged", cards.length, { left }) : t("All are judged");
}

export const clear = ({ title }, given, act) => html`<button type="button" class="quiet clear" data-part="clear" aria-disabled=${String(!given)} aria-label=${t("Take back what is said of “{title}”", { title })} @click=${() => given && act()}>${t("Take back")}</button>`;
