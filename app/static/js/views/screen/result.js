// What came out of a vote, once the room has been shown it: places, ties as ties, and by group only where that was announced.

import { html, nothing } from "lit";
import { t, tn } from "../../lib/words.js";
import { group } from "../parts/who.js";
import { shownOf } from "../vote/methods.js";
import { carried, picture } from "../vote/show/places.js";
import { said } from "./words.js";

const [USUAL, MOST] = [5, 7];

export function result(sight) {
  if (!sight.poll) return html`<p class="hall-none">${t("No result has been shown yet.")}</p>`;
  const shown = of(sight);
  const rows = shown.rows.slice(0, Math.min(MOST, Math.max(USUAL, shown.rows.filter((row) => row.state !== "left").length)));
  const more = shown.rows.length - rows.length;
  const field = shown.of.leads ? shown.of.picture({ ...shown, rows }) : null;
  return html`<div class="hall-result" data-method=${sight.poll.method}>
    ${field}
    <ol class="hall-list places">${rows.map((row) => place(sight, row, shown))}${more ? html`<li class="more">${tn("and {n} more", "and {n} more", more)}</li>` : nothing}</ol>
  </div>`;
}

result.key = (sight) => {
  if (!sight.poll) return nothing;
  const { of: method, keys, poll } = of(sight);
  const facts = [method.title(), method.how(poll), t("{n} of {all} voted", { n: poll.result.ballots, all: poll.result.entitled })];
  return html`${keys.map((key) => group({ workshop: sight }, key))}<span>${facts.filter(Boolean).join(" · ")}${keys.length ? ` · ${t("shown by group, as every voter was told before")}` : ""}</span>`;
};

/** What the parts of a result need: the whole of a room is not here. */
const of = (sight) => shownOf(sight.poll, { workshop: sight, cards: [], measures: [], polls: [] });

function place(sight, row, shown) {
  const [about, flag] = [shown.of.about(row, shown.poll), carried(row, shown)];
  return html`<li data-state=${row.state}>
    <b class="hall-n nums">${row.place}</b>
    <div><h2>${shown.of.lettered && shown.of.leads ? html`<i class="letter">${row.letter}</i>` : nothing}${said(sight, row.title, sight.room)}</h2>
      ${sight.glosses?.[row.id] ? html`<p class="gloss">${said(sight, sight.glosses[row.id])}</p>` : nothing}
      ${picture(row, shown)}
      <p class="flag">${[mark(row), about, flag].filter(Boolean).join(" · ")}</p></div>
    <em class="nums">${shown.of.score(row, shown.poll)}</em>
  </li>`;
}

const mark = (row) => ({ taken: t("taken"), tied: t("tie at the cut") })[row.state] ?? (row.tie ? t("tie") : null);
