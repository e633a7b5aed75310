// Gradients of agreement: how many stand on each of the eight steps, how far they support it, how far they are apart.

import { html, svg } from "lit";
import { asPercent } from "../../../lib/dates.js";
import { asNumber } from "../../../lib/numbers.js";
import { t, tn } from "../../../lib/words.js";
import { spread, widths } from "../../../state/results.js";
import { levels } from "../../declare/levels.js";

const LEAST = 7;

const facts = (row, { result }) => result.facts?.[row.id] ?? { levels: {}, support: null };
const given = ({ levels: counts }) => Object.values(counts).reduce((sum, n) => sum + n, 0);

export const title = () => t("Gradients of agreement");
export const how = () => t("eight steps for each card");
export const unit = () => t("Support");
export const score = (row, poll) => (facts(row, poll).support === null ? t("nobody took a side") : t("{share} support", { share: figure(row) }));
export const figure = ({ score: share }) => (share === null ? t("nobody took a side") : asPercent(share / 100));
export const group = (theirs, poll, row) => (row.score ? figure(theirs) : null);
export const behind = () => t("A group is behind a card if one of its members supports it.");

const SPREAD = () => ({ together: t("close together"), near: t("somewhat apart"), apart: t("far apart"), camps: t("in two camps") });

export function about(row, poll) {
  const { levels: counts, support, mean, polarisation } = facts(row, poll);
  const out = counts[4] ? tn("{n} abstains", "{n} abstain", counts[4]) : null;
  if (support === null) return out;
  const base = given({ levels: counts }) - (counts[4] ?? 0);
  return [
    t("{n} of {all} support it", { n: Math.round(support * base), all: base }),
    t("mean level {n}", { n: asNumber(mean, 1) }),
    t("{apart}: polarisation {share}", { apart: SPREAD()[spread(polarisation)], share: asPercent(polarisation) }),
    out,
  ].filter(Boolean).join(" · ");
}

export const bar = (row, poll) => ladder(facts(row, poll).levels);

/** A part for each step that somebody took: its number in a ring, and below it how many. */
export function ladder(counts) {
  const taken = levels().map((level) => ({ ...level, count: counts[level.n] ?? 0 })).filter((level) => level.count);
  if (!taken.length) return html`<svg class="levels-of" aria-hidden="true"></svg>`;
  const wide = widths(taken.map((level) => level.count), LEAST);
  let x = 0;
  const drawn = taken.map(({ n, count }, at) => {
    const middle = x + wide[at] / 2;
    const part = svg`<g data-level=${n}><rect x="${x}%" width="${wide[at]}%" height="100%"></rect><circle cx="${middle}%" cy="1.18em" r=".77em"></circle><text class="level" x="${middle}%" y="1.23em">${n}</text><text class="many" x="${middle}%" y="2.29em">${count}</text></g>`;
    x += wide[at];
    return part;
  });
  const words = taken.map(({ n, title: name, count }) => `${n} ${name}: ${count}`).join(", ");
  return html`<svg class="levels-of" role="img" aria-label=${words}>${drawn}</svg>`;
}

export const legend = () => html`<div class="levels-key"><p class="soft">${t("In the ring the step, below it how many took it. Steps 1 to 3 support, 4 abstains.")}</p>
  <ol>${levels().map(({ n, title: name }) => html`<li data-level=${n}><i>${n}</i>${name}</li>`)}</ol></div>`;

export const columns = (poll) => [
  { title: t("Mean level"), of: (row) => told(facts(row, poll).mean, (mean) => asNumber(mean)) },
  { title: t("Polarisation"), of: (row) => told(facts(row, poll).polarisation, asPercent) },
  ...levels().map(({ n, title: name }) => ({ title: html`${n}<span class="ear"> · ${name}</span>`, of: (row) => facts(row, poll).levels[n] ?? 0 })),
];

const told = (value, as) => (value == null ? "–" : as(value));
