// The levels of agreement as they were revealed, the reservations, and whether the decision rule is met.

import { html } from "lit";
import { asOwnMoment, asPercent } from "../../lib/dates.js";
import { tongue } from "../../lib/tongue.js";
import { t, tn } from "../../lib/words.js";
import { groupsIn } from "../../state/polls.js";
import { groupTitle } from "../parts/who.js";
import "../vote/bar.js";
import { levels } from "./levels.js";

export function scale(state, room, may) {
  const { levels: counts, reservations, rule } = state.declaration.revealed;
  const most = Math.max(1, ...Object.values(counts));
  return html`<ol class="scale">${levels().map(({ n, title, side }) => html`<li data-side=${side}><meter-bar class="tall" .share=${(counts[n] ?? 0) / most}></meter-bar><b class="nums">${counts[n] || "–"}</b><span>${n} · ${title}</span></li>`)}</ol>
    ${reservations.map((each, place) => (each.removed ? html`<p class="soft">${removed(each.removed)}</p>` : reservation(each, may.drive ? () => room.show({ dialog: { kind: "reservation", number: place + 1, text: each.text } }) : null)))}
    <p class="rule" data-met=${String(rule.met)}>${ruleWords(rule)}</p>
    ${groupsIn(rule, state.workshop).map((key) => html`<p class="soft">${groupWords(state, key, rule.by_perspective[key])}</p>`)}
    ${state.declaration.waived ? html`<p class="banner warn">${t("Declared all the same, with this reason: {reason}", { reason: state.declaration.waived })}</p>` : null}`;
}

function reservation({ text, signed }, remove) {
  return html`<blockquote class="res"><p lang=${tongue(text)}>${text}</p><footer>${signed ?? t("One delegate")}${
    remove ? html` <button type="button" class="quiet small" aria-label=${t("Remove this reservation… {text}", { text })} @click=${remove}>${t("Remove this reservation…")}</button>` : null
  }</footer></blockquote>`;
}

function removed({ by, at, reason }) {
  const params = { day: asOwnMoment(at), reason };
  return by === "organiser" ? t("A reservation was removed by the organiser on {day}: {reason}", params) : t("A reservation was removed by the facilitator on {day}: {reason}", params);
}

function ruleWords({ met, support, needed, given, counted }) {
  if (support === null) return t("The rule is not met: nobody gave a level that counts.");
  const params = { share: asPercent(support), needed: asPercent(needed) };
  const out = given - counted ? ` ${tn("{n} abstained.", "{n} abstained.", given - counted)}` : "";
  return (met ? t("Rule met: {share} support it, {needed} are needed.", params) : t("Rule not met: {share} support it, {needed} are needed, and enough in each larger group.", params)) + out;
}

function groupWords(state, key, { given, support, met, folded }) {
  const share = folded ? t("not told, so that nobody can be found out") : support === null ? t("all abstained") : asPercent(support);
  return t("{group} ({n}): {share}", { group: groupTitle(state, key), n: given, share }) + (met ? "" : ` · ${t("not enough")}`);
}
