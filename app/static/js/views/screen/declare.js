// The moment of declaring: the country, what it declares, who stands behind it, and nothing that moves.

import { html, nothing } from "lit";
import { asMoment } from "../../lib/dates.js";
import { t, tn } from "../../lib/words.js";
import { groupTitle } from "../parts/who.js";
import { said } from "./words.js";

export function declare(sight) {
  const declared = sight.state === "declared";
  return html`<div class="solemn">
    <p class="solemn-what">${declared ? t("has declared its policy agenda") : t("is about to declare its policy agenda")}</p>
    <h1>${said(sight, sight.room.name, sight.room)}</h1>
    <ol>${sight.measures.map((measure) => html`<li>${said(sight, measure.title, sight.room)}</li>`)}</ol>
    <div class="solemn-foot">
      ${declared ? html`<p class="seal">${t("Declared {when}, version {n}.", { when: asMoment(sight.declared_at), n: sight.version })}</p>` : nothing}
      <p>${[present(sight), support(sight)].filter(Boolean).join(" · ")}</p>
      <p class="standing">${said(sight, t(sight.standing))}${sight.standing_gloss ? html` · ${said(sight, sight.standing_gloss)}` : nothing}</p>
    </div>
  </div>`;
}

const present = (sight) => t("Present: {groups}", { groups: order(sight).map((key) => `${groupTitle({ workshop: sight }, key)} ${sight.present[key]}`).join(", ") });

const order = ({ perspectives, present: there }) => [...perspectives.map((each) => each.key), "others"].filter((key) => there[key]);

const support = ({ given, supporting }) => (given ? tn("{k} of {n} delegate supports it", "{k} of {n} delegates support it", given, { k: supporting }) : "");
