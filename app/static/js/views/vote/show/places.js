// The places of a result, ties as ties: what each card got, how it got there, and who is behind it.

import { html, nothing } from "lit";
import { asList } from "../../../lib/dates.js";
import { t, tn } from "../../../lib/words.js";
import { languageOf } from "../../../state/board.js";
import { behind } from "../../../state/results.js";
import { groupTitle, letterOf } from "../../parts/who.js";
import { bar, without } from "./bars.js";

/** shown: {poll, of: the method's way to show it, rows, keys: the groups, groups: {card: [...]}, moves or null, state}. */
export const places = (shown) => html`<ol class="rank">${shown.rows.map((row, n) => [line(shown, n), place(row, shown)])}</ol>`;

/** How many can be taken: it stands before the first that is neither taken nor tied. */
function line({ rows, poll }, n) {
  if (n === 0 || rows[n].state !== "left" || rows[n - 1].state === "left") return null;
  return html`<li class="cut-line"><span>${tn("{n} can be taken", "{n} can be taken", poll.settings.adopt)}</span></li>`;
}

function place(row, shown) {
  const { poll, of, moves, state } = shown;
  const [about, flag] = [of.about(row, poll), carried(row, shown)];
  return html`<li class="place-row" data-state=${row.state}>
    <div class="place-head"><span class="nums at" aria-label=${t("Place {n}", { n: row.place })}>${row.place}</span>${of.lettered ? html`<i class="letter">${row.letter}</i>` : null}<div class="name"><b lang=${languageOf(state, row.id)}>${row.title}</b>${row.from ? html` <span class="soft">${row.from}</span>` : null}${mark(row)}${moves ? moved(moves[row.id]) : null}</div><b class="nums score">${of.score(row, poll)}</b></div>
    ${picture(row, shown)}
    ${about ? html`<p class="about">${about}</p>` : null}
    ${flag ? html`<p class="faint">${flag}</p>` : null}
  </li>`;
}

function mark(row) {
  if (row.state === "taken") return html`<span class="tag ok">${t("taken")}</span>`;
  if (row.state === "tied") return html`<span class="tag warn">${t("tie at the cut")}</span>`;
  return row.tie ? html`<span class="tag">${t("tie")}</span>` : null;
}

/** Where the card stood in the round before, beside where it stands now. */
function moved({ was, place, up }) {
  if (!up) return html`<span class="tag move" data-way="same"><span aria-hidden="true">=</span> ${t("as before")}</span>`;
  const words = up > 0 ? t("rose from place {was} to {place}", { was, place }) : t("fell from place {was} to {place}", { was, place });
  return html`<span class="tag move" data-way=${up > 0 ? "up" : "down"}><span aria-hidden="true">${up > 0 ? "▲" : "▼"} ${was} → ${place}</span><span class="ear">${words}</span></span>`;
}

export function picture(row, shown) {
  const { poll, of, keys } = shown;
  const own = of.bar(row, poll);
  const all = keys.map((group) => ({ group }));
  if (own) return [own, chips(row, shown, all)];
  if (!keys.length || !of.adds) return [bar([{ size: 100 * of.share(row, poll) }]), chips(row, shown, all)];
  const parts = stacked(row, shown);
  return [bar(parts, parts.map((part) => part.words).join(", ")), chips(row, shown, parts.filter(without))];
}

/** What each group gave, side by side as long as the whole. */
function stacked(row, { poll, of, groups, state }) {
  return (groups[row.id] ?? []).filter((each) => each.score).map(({ key, score }) => {
    const title = groupTitle(state, key);
    return { group: key, size: 100 * of.share({ ...row, score, share: row.share * (score / row.score) }, poll), label: `${letterOf(title)} ${of.figure({ score }, poll)}`, words: `${title}: ${of.figure({ score }, poll)}` };
  });
}

/** What the groups of `parts` say of a card, each by its letter. */
function chips(row, { poll, of, groups, state }, parts) {
  const part = (key) => parts.find((each) => each.group === key);
  const words = (each) => (of.adds ? of.figure(each, poll) : of.group(each, poll, row));
  const told = (groups[row.id] ?? []).filter((each) => part(each.key) && words(each) !== null);
  if (!told.length) return null;
  const tight = parts.every((each) => without(each) === "tight");
  return html`<ul class="by-group ${tight ? "tight" : ""}" aria-label=${t("By group")}>${told.map((each) => html`<li class=${without(part(each.key)) === "tight" ? "tight" : nothing}><span class="who" data-group=${each.key} data-letter=${letterOf(groupTitle(state, each.key))}><span class="ear">${groupTitle(state, each.key)}:</span></span>${words(each)}</li>`)}</ul>`;
}

/** Who is behind a card, in words, or null where the result is not told by group. */
export function carried(row, { poll, keys, state }) {
  const told = behind(poll.result, row.id, keys);
  if (!told) return null;
  const title = (key) => groupTitle(state, key);
  if (told.alone) return t("{group} alone", { group: title(told.alone) });
  return [
    told.every && t("Carried by every group"),
    told.mostly && t("Mostly {group}", { group: title(told.mostly) }),
    told.none.length > 0 && (told.mostly ? t("none from {groups}", { groups: asList(told.none.map(title)) }) : t("None from {groups}", { groups: asList(told.none.map(title)) })),
  ].filter(Boolean).join(" · ");
}
