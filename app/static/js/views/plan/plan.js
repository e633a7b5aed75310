// The measures with their plans: forms where one may write, the plain text where not.

import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t, tn } from "../../lib/words.js";
import { rights } from "../../state/rights.js";
import { measure } from "./measure.js";

export function plan(state, room) {
  const { measures } = state;
  if (!measures.length) return empty(state, room);
  const open = measures.filter((each) => each.missing.length && !each.waived).length;
  const gloss = glosses(state);
  return html`<div class="plan">
    <div class="row plan-head">
      <p><b>${tn("{n} measure", "{n} measures", measures.length)}</b> <span class="soft">${open ? tn("{n} still lacks something", "{n} still lack something", open) : t("All checks pass.")}</span></p><span class="grow"></span>
      <button type="button" class="ghost small" aria-pressed=${String(gloss)} @click=${() => room.show({ glosses: !gloss })}>${t("Second language beside")}</button>
    </div>
    ${repeat(measures, (each) => each.id, (each, n) => measure(each, n, state, room, { may: rights(state), gloss }))}
  </div>`;
}

/** Side by side where one asked for it, and from the start for translators. */
const glosses = (state) => state.ui.glosses ?? state.mine.member.duties.includes("translator");

function empty(state, room) {
  return html`<div class="empty"><p><b>${t("No measures yet.")}</b></p><p>${t("They come from the vote: the facilitator adopts the cards that were chosen.")}</p>
    ${rights(state).drive ? html`<button type="button" class="cta" @click=${() => room.show({ place: { stage: state.stage.id, name: "vote" } })}>${t("Go to the result")}</button>` : null}</div>`;
}
