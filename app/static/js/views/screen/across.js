// What the agendas share, a part on each page: themes, instruments, times, how far the rooms agree, offers and requests.

import { html, nothing } from "lit";
import { asPercent } from "../../lib/dates.js";
import { t, tn } from "../../lib/words.js";
import { groupTitle } from "../parts/who.js";
import { instruments } from "../plan/words.js";
import { ladder } from "../vote/results/gradients.js";
import { said } from "./words.js";

const ABREAST = 4;

export const across = (sight) => PARTS[sight.part](sight);

across.key = (sight) => (sight.part === "agreement" ? t("In the ring the step, below it how many took it. Steps 1 to 3 support, 4 abstains.") : nothing);

function themes(sight) {
  if (!sight.lines.length) return html`<p class="hall-none">${t("No theme is shared by two agendas yet.")}</p>`;
  return html`<ul class="hall-themes">${sight.lines.map((theme) => html`<li>
    <h2>${said(sight, theme.title)}<small>${tn("{n} country", "{n} countries", theme.rooms.length + theme.more)}</small></h2>
    <dl data-across=${Math.min(theme.rooms.length, ABREAST)}>${theme.rooms.map((room) => html`<div><dt>${said(sight, room.name, room)}</dt>${room.measures.map((title) => html`<dd>${said(sight, title, room)}</dd>`)}</div>`)}</dl>
    ${more(theme)}
  </li>`)}</ul>`;
}

const used = (sight) => counted(sight, ({ key }) => instruments()[key]);
const times = (sight) => counted(sight, ({ year, half }) => (year ? [t("January to June {year}", { year }), t("July to December {year}", { year })][half - 1] : t("Without a date")));

/** How many measures, and whose. */
const counted = (sight, name) => html`<ol class="hall-counts">${sight.lines.map((line) => html`<li>
  <b class="hall-n nums">${line.measures}</b><h2>${name(line)}</h2>
  <p>${line.rooms.map((room, n) => html`${n ? " · " : nothing}<span>${said(sight, room.name, room)}${room.measures > 1 ? html` <small class="nums">${room.measures}</small>` : nothing}</span>`)} ${more(line)}</p>
</li>`)}</ol>`;

const more = (line) => (line.more ? html`<small class="soft">${tn("and {n} more", "and {n} more", line.more)}</small>` : nothing);

const agreement = (sight) => html`<ul class="hall-agreed">${sight.lines.map((room) => html`<li>
  <h2>${said(sight, room.name, room)}</h2>
  <div>${room.revealed ? ladder(room.levels) : nothing}<p class="flag">${groups(sight, room)}</p></div>
  <em class="nums">${room.revealed ? t("{n} of {all} support it", { n: room.supporting, all: room.counted }) : "–"}</em>
</li>`)}</ul>`;

/** What is told of its groups, or in words why nothing is. */
function groups(sight, room) {
  const told = sight.perspectives.map((each) => each.key).filter((key) => key in room.groups);
  if (told.length) return told.map((key) => `${groupTitle({ workshop: sight }, key)} ${room.groups[key] === null ? t("all abstained") : asPercent(room.groups[key])}`).join(" · ");
  return { unrevealed: t("not shown yet"), whole: t("told as a whole: its votes show no groups"), small: t("told as a whole: its groups are too small") }[room.why];
}

const asked = (sight) => html`<ul class="hall-asked">${sight.lines.map((each) => html`<li data-answered=${String(each.answered)}>
  <h2>${said(sight, each.from.name, each.from)} <span aria-hidden="true">→</span> ${said(sight, each.to.name, each.to)} <small>${each.kind === "offer" ? t("offers") : t("asks")} · ${each.answered ? t("answered") : t("not answered yet")}</small></h2>
  <p class="hall-said">${said(sight, each.text, each.from)}</p>
  <p class="flag">${said(sight, each.measure, each.to)}</p>
</li>`)}</ul>`;

const PARTS = { themes, instruments: used, times, agreement, asked };
