// Dots on one card: one circle where a card takes one dot, a counter where it takes several. Big enough for a thumb.

import { html } from "lit";
import { t, tn } from "../../lib/words.js";
import { icon } from "../parts/icon.js";

export function stepper(title, { dots, most, left }, set) {
  if (most === 1) {
    return html`<span class="votes"><button type="button" data-part="dot" aria-pressed=${String(dots > 0)} aria-disabled=${String(!dots && !left)} aria-label=${dots ? t("Take the dot back from “{title}”", { title }) : t("Place a dot on “{title}”", { title })} @click=${() => (dots || left) && set(dots ? 0 : 1)}><i class="dot ${dots ? "" : "o"}"></i></button></span>`;
  }
  const full = dots >= most || !left;
  return html`<span class="votes" role="group" aria-label=${t("Dots for “{title}”", { title })}>
    <button type="button" data-part="less" aria-label=${t("One dot less")} aria-disabled=${String(!dots)} @click=${() => dots && set(dots - 1)}>${icon("minus")}</button>
    <span class="given" role="status" aria-label=${tn("{n} dot", "{n} dots", dots)}>${Array.from({ length: Math.min(most, 5) }, (_, n) => html`<i class="dot ${n < dots ? "" : "o"}"></i>`)}${most > 5 ? html`<b class="nums">${dots}</b>` : null}</span>
    <button type="button" data-part="dot" aria-label=${t("One dot more")} aria-disabled=${String(full)} @click=${() => !full && set(dots + 1)}>${icon("plus")}</button>
  </span>`;
}
