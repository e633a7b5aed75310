// One vote with dots, on the ballot that the rooms have.

import { html } from "lit";
import { t } from "../../lib/words.js";

export function vote({ state, practice, on }) {
  const voted = Object.keys(state.mine.ballots[state.poll.id] ?? {}).length > 0;
  return html`<h1 tabindex="-1">${t("Cast a vote")}</h1>
    <p>${t("These three cards are samples. A press on the circle places a dot, another takes it back.")}</p>
    <room-ballot .state=${state} .room=${practice} .poll=${state.poll}></room-ballot>
    <div class="deeds"><button type="button" class=${voted ? "cta" : "quiet"} @click=${on}>${voted ? t("Go on") : t("Skip this")}</button></div>`;
}
