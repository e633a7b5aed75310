// A result in small: places, what the scores mean, and, where the breakdown was announced, who carried what.

import { html, nothing } from "lit";
import { t } from "../../lib/words.js";
import { group } from "../parts/who.js";
import { shownOf } from "../vote/methods.js";
import { places } from "../vote/show/places.js";

export function result(snapshot, poll, heading = t("Result of vote {n}", { n: poll.number })) {
  const { ballots, entitled } = poll.result;
  const shown = shownOf(poll, snapshot);
  return html`<section class="result small-result" data-method=${poll.method}>
    <h3>${heading}</h3>
    <p class="soft">${[shown.of.title(), shown.of.how(poll), t("{n} of {all} voted", { n: ballots, all: entitled }), shown.keys.length ? t("shown by group, as every voter was told before") : null].filter(Boolean).join(" · ")}</p>
    ${places(shown)}
    ${shown.keys.length ? html`<p class="key">${shown.keys.map((key) => group(snapshot, key))}</p>` : nothing}
  </section>`;
}
