// What came out of a vote: the verdict, the places, the method's own picture, and the way from here to measures.

import { html } from "lit";
import { t, tn } from "../../lib/words.js";
import { overMeasures } from "../../state/polls.js";
import { roundBefore } from "../../state/results.js";
import { rights } from "../../state/rights.js";
import { groupTitle, letterOf } from "../parts/who.js";
import { overRooms, turnout } from "./dock.js";
import { showing, shownOf } from "./methods.js";
import { cut } from "./show/cut.js";
import { places } from "./show/places.js";
import { published } from "./show/published.js";
import { table } from "./show/table.js";

export function result(poll, state, room) {
  const before = roundBefore(state, poll);
  const shown = shownOf(poll, state, before);
  const choosing = !poll.superseded && !poll.joint && !overMeasures(state, poll) && rights(state).drive && !rights(state).declared;
  const picture = shown.of.picture(shown);
  return html`<section class="panel result" id="vote-${poll.number}" tabindex="-1" data-method=${poll.method} aria-label=${t("Result of vote {n}", { n: poll.number })}>
    <header><h2>${t("Result of vote {n}", { n: poll.number })}${poll.superseded ? html` <span class="tag">${t("superseded")}</span>` : null}</h2>
      ${poll.joint ? html`<p>${overRooms(poll)}</p>` : null}
      <p class="verdict">${verdict(poll)}</p>
      <p class="soft">${facts(poll, shown.of)} ${before ? compared(before) : null}</p></header>
    ${shown.of.legend(poll)}
    <div class="result-in">${shown.of.leads ? [picture, places(shown)] : [places(shown), picture]}</div>
    ${shown.keys.length ? key(shown) : null}
    ${poll.result.notes.map((note) => html`<p class="soft">${t(note)}</p>`)}
    ${table(shown)}
    ${published(poll, state)}
    ${choosing ? cut(shown, room) : null}
  </section>`;
}

function verdict({ settings, result: { cut: { taken, tied }, ballots } }) {
  if (!ballots) return t("Nobody has voted.");
  const sure = taken.length ? tn("{n} is taken.", "{n} are taken.", taken.length) : "";
  const open = tied.length ? tn("{tied} are tied for {n} place.", "{tied} are tied for {n} places.", settings.adopt - taken.length, { tied: tied.length }) : "";
  return [sure, open].filter(Boolean).join(" ") || t("None is taken: nobody asked for any.");
}

function facts(poll, of) {
  const shown = poll.groups ? t("Shown by group, as every voter was told before.") : t("Secret: the total alone is shown.");
  return `${[of.title(), of.how(poll), turnout(poll)].filter(Boolean).join(" · ")} ${poll.secrecy === "named" ? "" : shown}`;
}

const compared = (before) => html`${t("Compared with vote {n} ({method}), which this one supersedes.", { n: before.number, method: showing(before).title() })} <button type="button" class="link" @click=${() => read(before.number)}>${t("Read vote {n}", { n: before.number })}</button>`;

/** Open the folds that hold the earlier result, and go there. */
function read(number) {
  const earlier = document.getElementById(`vote-${number}`);
  for (let fold = earlier?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  earlier?.focus({ preventScroll: true });
  earlier?.scrollIntoView({ block: "start" });
}

const key = ({ keys, of, poll, state }) => html`<div class="key">${keys.map((each) => html`<span class="who" data-group=${each} data-letter=${letterOf(groupTitle(state, each))}>${groupTitle(state, each)} (${poll.result.by_perspective[each].ballots})</span>`)}<span class="soft">${of.behind(poll)}</span></div>`;
