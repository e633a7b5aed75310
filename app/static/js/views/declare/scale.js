// The levels of agreement as they were revealed, the reservations, and whether the decision rule is met.

import { html } from "lit";
import { asPercent } from "../../lib/dates.js";
import { tongue } from "../../lib/tongue.js";
import { t, tn } from "../../lib/words.js";
import { groupsIn } from "../../state/polls.js";
import { groupTitle } from "../parts/who.js";
import "../vote/bar.js";
import { levels } from "./levels.js";

export function scale(state) {
  const { levels: counts, reservations, rule } = state.declaration.revealed;
  const most = Math.max(1, ...Object.values(counts));
  return html`<ol class="scale">${levels().map(({ n, title, side }) => html`<li data-side=${side}><meter-bar class="tall" .share=${(counts[n] ?? 0) / most}></meter-bar><b class="nums">${counts[n] || "–"}</b><span>${n} · ${title}</span></li>`)}</ol>
    ${reservations.map((each) => html`<blockquote class="res"><p lang=${tongue(each.text)}>${each.text}</p><footer>${each.signed ?? t("One delegate")}</footer></blockquote>`)}
    <p class="rule" data-met=${String(rule.met)}>${ruleWords(rule)}</p>
    ${groupsIn(rule, state.workshop).map((key) => html`<p class="soft">${groupWords(state, key, rule.by_perspective[key])}</p>`)}
    ${state.declaration.waived ? html`<p class="banner warn">${t("Declared all the same, with this reason: {reason}", { reason: state.declaration.waived })}</p>` : null}`;
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
