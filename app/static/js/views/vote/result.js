// What came out of a vote: places with ties as ties, the cut, and the way from here to measures.

import { html } from "lit";
import { t, tn } from "../../lib/words.js";
import { languageOf } from "../../state/board.js";
import { byGroup, groupsIn, overMeasures, rows } from "../../state/polls.js";
import { rights } from "../../state/rights.js";
import { groupTitle, letterOf } from "../parts/who.js";
import { turnout } from "./dock.js";
import "./bar.js";
import { cut } from "./cut.js";
import { table } from "./table.js";

export function result(poll, state, room) {
  const all = rows(poll);
  const groups = byGroup(poll, state.workshop);
  const choosing = !poll.superseded && !overMeasures(state, poll) && rights(state).drive && !rights(state).declared;
  return html`<section class="panel result" aria-label=${t("Result")}>
    <header><h2>${t("Result of vote {n}", { n: poll.number })}${poll.superseded ? html` <span class="tag">${t("superseded")}</span>` : null}</h2>
      <p class="soft">${tn("{n} dot each", "{n} dots each", poll.settings.budget)} · ${turnout(poll)} ${poll.groups ? t("Shown by group, as every voter was told before.") : t("Secret: the total alone is shown.")}</p></header>
    <ol class="rank">${all.map((row, n) => [line(poll, all, n), place(row, groups[row.id], state, poll)])}</ol>
    ${groupsIn(poll.result, state.workshop).length ? key(poll, state) : null}
    ${poll.result.notes.map((note) => html`<p class="soft">${t(note)}</p>`)}
    ${choosing ? cut(poll, all, state, room) : null}
    ${table(poll, all, groups, state)}
  </section>`;
}

/** The cut stands before the first that is neither taken nor tied. */
function line(poll, all, n) {
  if (n === 0 || all[n].state !== "left" || all[n - 1].state === "left") return null;
  return html`<li class="cut-line"><span>${tn("{n} is taken", "{n} are taken", poll.settings.adopt)}</span></li>`;
}

function place(row, groups, state, poll) {
  return html`<li class="place-row" data-state=${row.state}>
    <div class="place-head"><span class="nums" aria-label=${t("Place {n}", { n: row.place })}>${row.place}</span><b lang=${languageOf(state, row.id)}>${row.title}</b>${mark(row)}<span class="grow"></span><b class="nums">${row.score}</b></div>
    ${groups ? stack(groups, row, state, poll) : html`<meter-bar .share=${row.share}></meter-bar>`}
    ${groups ? flag(groups, state) : null}
  </li>`;
}

function mark(row) {
  if (row.state === "taken") return html`<span class="tag ok">${t("taken")}</span>`;
  if (row.state === "tied") return html`<span class="tag warn">${t("tie at the cut")}</span>`;
  return row.tie ? html`<span class="tag">${t("tie")}</span>` : null;
}

function stack(groups, row, state, poll) {
  const most = Math.max(1, ...rows(poll).map((each) => each.score));
  const parts = groups.filter((each) => each.score);
  return html`<div class="stack" aria-hidden="true">${parts.map(({ key, score }) => html`<meter-bar .share=${score / most} data-group=${key} .label=${`${letterOf(groupTitle(state, key))} ${score}`}></meter-bar>`)}</div>`;
}

function flag(groups, state) {
  const sum = groups.reduce((all, each) => all + each.score, 0);
  const none = groups.filter((each) => !each.score);
  const most = groups.find((each) => each.score > sum / 2);
  if (!sum) return null;
  if (!none.length) return html`<p class="faint">${t("Carried by every group")}</p>`;
  const words = [];
  if (most) words.push(most.score === sum ? t("{group} alone", { group: groupTitle(state, most.key) }) : t("Mostly {group}", { group: groupTitle(state, most.key) }));
  if (none.length < groups.length - 1 || !most) words.push(t("none from {groups}", { groups: none.map((each) => groupTitle(state, each.key)).join(", ") }));
  return html`<p class="faint">${words.join(" · ")}</p>`;
}

const key = (poll, state) => html`<p class="key">${groupsIn(poll.result, state.workshop).map((each) => html`<span class="who" data-group=${each} data-letter=${letterOf(groupTitle(state, each))}>${groupTitle(state, each)}</span>`)}</p>`;
