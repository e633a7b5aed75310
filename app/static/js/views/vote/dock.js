// What is left to say on one's ballot, the promise of secrecy, and how many have voted.

import { html } from "lit";
import { asList } from "../../lib/dates.js";
import { t, tn } from "../../lib/words.js";
import { turnoutOf } from "../../state/polls.js";
import { groupTitle } from "../parts/who.js";
import { choicesOf, methodOf } from "./ballots/shelf.js";

export function ballotDock(state, poll) {
  const method = methodOf(poll);
  const choices = choicesOf(state, poll);
  return html`<b class="nums" role="status">${method.left(poll, choices)}</b>
    ${method.picture?.(poll, choices)}
    <span class="soft promise">${secrecy(state, poll)} ${poll.joint ? hereAlone(poll) : turnout(poll)}</span>`;
}

export function turnout(poll) {
  const { cast, entitled } = turnoutOf(poll);
  return tn("{cast} of {n} has voted.", "{cast} of {n} have voted.", entitled, { cast });
}

/** In a vote over all rooms: how many of this one. */
export const hereAlone = (poll) => t("In this room: {turnout}", { turnout: turnout(poll) });

/** In a vote over all rooms: which they are. */
export const overRooms = ({ joint }) => (joint ? t("A vote over several rooms: {rooms}.", { rooms: asList(joint.rooms.map((room) => room.name)) }) : null);

/** Said before the first tap: who will learn what. */
export function secrecy(state, poll) {
  const recount = poll.settings.recount ? ` ${t("With the result all ballots are shown without names, so that anybody can count again.")}` : "";
  return `${promise(state, poll)}${recount}`;
}

function promise(state, poll) {
  if (poll.secrecy === "named") return t("Open vote: your name is kept with your choice.");
  if (!poll.groups) return poll.settings.recount ? t("Secret: nobody learns which ballot is yours.") : t("Secret: nobody sees your choice.");
  const sizes = Object.entries(poll.groups).map(([key, n]) => `${groupTitle(state, key)} ${n}`);
  const own = poll.groups[state.mine.member.perspective];
  const told = t("Your name is kept from your choice, but the result is shown by group ({sizes}).", { sizes: sizes.join(", ") });
  return own === 1 ? `${told} ${t("You are the only one of your group: the room will see your choice.")}` : told;
}
