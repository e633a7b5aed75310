// Where the room is in its programme. The facilitator starts stages elsewhere; here one only looks.

import { html } from "lit";
import { t } from "../../lib/words.js";
import { icon } from "../parts/icon.js";

export function steps(state) {
  const at = state.programme.findIndex((stage) => stage.id === state.stage.id);
  return html`<nav class="steps" aria-label=${t("Programme")}>
    <ol tabindex="0">${state.programme.map((stage, n) => step(stage, n, at))}</ol>
  </nav>`;
}

function step(stage, n, at) {
  const place = n < at ? "done" : n === at ? "now" : "next";
  return html`<li class="step" data-place=${place} aria-current=${n === at ? "step" : "false"}>
    <i aria-hidden="true">${place === "done" ? icon("check") : n + 1}</i><span>${t(stage.title)}</span>${place === "done" ? html`<span class="ear">(${t("done")})</span>` : null}
  </li>`;
}
