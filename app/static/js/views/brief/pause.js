// A break: the time in large, and when we go on.

import { html } from "lit";
import { asHour } from "../../lib/dates.js";
import { t } from "../../lib/words.js";

export function pause(state) {
  const at = state.programme.findIndex((stage) => stage.id === state.stage.id);
  const next = state.programme[at + 1];
  return html`<div class="pause">
    <h2>${t(state.stage.title)}</h2>
    <room-timer large .timer=${state.timer}></room-timer>
    ${state.timer.ends_at ? html`<p>${t("We go on at {time}, your time.", { time: asHour(state.timer.ends_at) })}</p>` : null}
    ${next ? html`<p class="soft">${t("Then: {stage}", { stage: t(next.title) })}</p>` : null}
  </div>`;
}
