// What is left to say on one's ballot, the promise of secrecy, and how many have voted.

import { html } from "lit";
import { asList } from "../../lib/dates.js";
import { t, tn } from "../../lib/words.js";
import { turnoutOf } from "../../state/polls.js";
import { writingFor } from "../../state/writing.js";
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
  const voted = tn("{cast} of {n} has voted.", "{cast} of {n} have voted.", entitled, { cast });
  return poll.assisted ? `${voted} ${tn("{n} was cast by a facilitator for somebody else.", "{n} were cast by a facilitator for others.", poll.assisted)}` : voted;
}

/** In a vote over all rooms: how many of this one. */
export const hereAlone = (poll) => t("In this room: {turnout}", { turnout: turnout(poll) });

/** In a vote over all rooms: which they are. */
export const overRooms = ({ joint }) => (joint ? t("A vote over several rooms: {rooms}.", { rooms: asList(joint.rooms.map((room) => room.name)) }) : null);

/** For whoever drives the room: how many of all who may vote are not here. Whether they have voted is not in it. */
export function offline({ desk }, poll) {
  const n = desk?.poll?.id === poll.id ? desk.poll.offline : 0;
  return n ? tn("{n} of all who may vote is offline.", "{n} of all who may vote are offline.", n) : "";
}

/** Said before the first tap: who will learn what. */
export function secrecy(state, poll) {
  const other = writingFor(state);
  const recount = poll.settings.recount ? ` ${t("With the result all ballots are shown without names, so that anybody can count again.")}` : "";
  return `${other ? promiseFor(other, state, poll) : promise(state, poll)}${recount}`;
}

function promise(state, poll) {
  if (poll.secrecy === "named") return t("Open vote: your name is kept with your choice.");
  if (!poll.groups) return poll.settings.recount ? t("Secret: nobody learns which ballot is yours.") : t("Secret: nobody sees your choice.");
  const told = t("Your name is kept from your choice, but the result is shown by group ({sizes}).", { sizes: sizes(state, poll) });
  return poll.groups[state.mine.member.perspective] === 1 ? `${told} ${t("You are the only one of your group: the room will see your choice.")}` : told;
}

/** A ballot cast for somebody else is known to two; what the room learns of it is the same. */
function promiseFor({ name, perspective }, state, poll) {
  if (poll.secrecy === "named") return t("Open vote: the name of {name} is kept with the choice.", { name });
  const kept = t("Secret: you and {name} know this choice, and nobody learns it from you or from here.", { name });
  if (!poll.groups) return kept;
  const told = t("The result is shown by group ({sizes}).", { sizes: sizes(state, poll) });
  return [kept, told, poll.groups[perspective] === 1 && t("{name} is the only one of a group: the room will see the choice.", { name })].filter(Boolean).join(" ");
}

const sizes = (state, { groups }) => Object.entries(groups).map(([key, n]) => `${groupTitle(state, key)} ${n}`).join(", ");
