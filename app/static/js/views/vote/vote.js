// The vote as a place: before it, the ballot, the wait for the result, and the result.

import { html } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { t } from "../../lib/words.js";
import { currentPoll, revealedPolls } from "../../state/polls.js";
import { barred, rights } from "../../state/rights.js";
import { writer, writingFor } from "../../state/writing.js";
import "./ballot.js";
import { overRooms, secrecy, turnout } from "./dock.js";
import { showing } from "./methods.js";
import { result } from "./result.js";

export function vote(state, room) {
  const poll = currentPoll(state);
  const earlier = revealedPolls(state).filter((each) => each.id !== poll?.id);
  return html`<div class="vote">
    ${poll ? stateOf(poll, state, room) : html`<p class="empty">${t("The vote has not been opened yet.")}</p>`}
    ${earlier.length ? html`<details class="earlier"><summary>${t("Earlier votes ({n})", { n: earlier.length })}</summary>${earlier.map((each) => fold(each, state, room))}</details>` : null}
  </div>`;
}

/** An earlier vote behind its name: many pictures at once would hide the one that counts. */
const fold = (poll, state, room) => html`<details class="earlier"><summary>${[t("Vote {n}", { n: poll.number }), showing(poll).title(), poll.superseded && t("superseded")].filter(Boolean).join(" · ")}</summary>${result(poll, state, room)}</details>`;

const joint = (poll) => (poll.joint ? html`<p>${overRooms(poll)}</p>` : null);

function stateOf(poll, state, room) {
  if (poll.state === "revealed") return result(poll, state, room);
  if (poll.state === "closed") return html`<section class="panel"><h2>${t("The vote is closed")}</h2>${joint(poll)}<p>${turnout(poll)}</p><p class="soft">${rights(state).drive && !poll.joint ? t("Show the result when everybody is looking.") : t("The result is shown to all at once.")}</p></section>`;
  if (rights(state).cast(poll)) return keyed(writer(state).id, html`<room-ballot .state=${state} .room=${room} .poll=${poll}></room-ballot>`);
  return html`<section class="panel"><h2>${t("A vote is open")}</h2>${joint(poll)}<p>${turnout(poll)}</p><p class="soft">${writingFor(state) && barred(state, poll) ? t("Nobody may vote for an own card here, and authors are hidden: each delegate casts on a device of their own") : secrecy(state, poll)}</p></section>`;
}
