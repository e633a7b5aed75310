// A result in small: places, scores, and, where the breakdown was announced, who carried what.

import { html, nothing, svg } from "lit";
import { t } from "../../lib/words.js";
import { groupsIn } from "../../state/polls.js";
import { group, groupTitle, letterOf } from "../parts/who.js";

const WIDTH = 100;

export function result(snapshot, poll) {
  const { ranking, ballots, entitled, by_perspective } = poll.result;
  const most = Math.max(1, ...ranking.map((place) => place.score));
  const groups = groupsIn(poll.result, snapshot.workshop);
  const rows = ranking.flatMap((place) => place.cards.map((card) => ({ ...place, card, tied: place.cards.length > 1 })));
  return html`<section class="result">
    <h3>${t("Result of vote {n}", { n: poll.number })}</h3>
    <p class="soft">${[method(poll.method), t("{n} of {all} voted", { n: ballots, all: entitled }), groups.length ? t("shown by group, as every voter was told before") : null].filter(Boolean).join(" · ")}</p>
    <ol class="rank">${rows.map((row) => html`<li>
      <div class="row-title"><span>${row.place} · ${poll.wording[row.card] ?? "–"}</span><b>${Number(row.score.toFixed(2))}</b></div>
      ${bar(shares(row, by_perspective, groups), most)}
      ${row.tied ? html`<span class="faint">${t("Tied")}</span>` : nothing}
    </li>`)}</ol>
    ${groups.length ? html`<p class="key">${groups.map((key) => group(snapshot, key))}</p>` : nothing}
  </section>`;

  function shares(row, byGroup, keys) {
    if (!keys.length) return [{ key: null, n: row.score, label: "" }];
    const of = (key) => byGroup[key].ranking.find((place) => place.cards.includes(row.card))?.score ?? 0;
    return keys.map((key) => ({ key, n: of(key), label: `${groupTitle(snapshot, key)}: ${of(key)}`, letter: letterOf(groupTitle(snapshot, key)) })).filter((share) => share.n > 0);
  }
}

/** Widths in SVG, not in style attributes, which the page's policy forbids. */
function bar(shares, most) {
  let x = 0;
  const parts = shares.map((share) => {
    const width = (WIDTH * share.n) / most;
    const part = svg`<rect data-group=${share.key ?? nothing} x=${x} y="0" width=${Math.max(0, width - 0.6)} height="10" rx="1"></rect>`;
    x += width;
    return part;
  });
  const words = shares.map((share) => share.label).filter(Boolean).join(", ");
  return html`<svg class="stack" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" role=${words ? "img" : "presentation"} aria-label=${words || nothing}>${parts}</svg>`;
}

const method = (key) =>
  ({
    dots: t("Dots"),
    approval: t("Approval"),
    score: t("Score"),
    rank: t("Ranking"),
    matrix: t("Impact and feasibility"),
    gradients: t("Gradients of agreement"),
  })[key] ?? key;
