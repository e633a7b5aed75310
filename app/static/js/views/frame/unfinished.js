// What is unfinished in the rooms that are to start another stage. It is told, and stops nobody.

import { html, nothing } from "lit";
import { asList } from "../../lib/dates.js";
import { t, tn } from "../../lib/words.js";

/** `found`: the doubts of these rooms. */
export const unfinished = (found) => [
  warning(found.silent, t("Not everybody has written yet: {rooms}.", { rooms: each(found.silent, silent) })),
  warning(found.drafting, t("Cards are being written and not added yet in {rooms}. Their writers keep them, and can hand them in late.", { rooms: each(found.drafting, drafts) })),
  warning(found.voting, t("A vote is still open in {rooms}. It stays open until it is closed there.", { rooms: each(found.voting, voting) })),
  warning(found.joint, t("A vote over several rooms is still open in {rooms}. It stays open until it is closed.", { rooms: each(found.joint) })),
  warning(found.closed, t("A result has not been shown yet in {rooms}.", { rooms: each(found.closed) })),
  warning(found.private, t("Private cards have not been shown yet in {rooms}. They stay private with their writers.", { rooms: each(found.private, hidden) })),
  warning(found.lacking, t("Measures still lack something in {rooms}.", { rooms: each(found.lacking, gaps) })),
  warning(found.endorsing, t("How far the delegates agree has not been shown yet in {rooms}.", { rooms: each(found.endorsing) })),
];

const warning = (rooms, text) => (rooms.length ? html`<p class="banner warn">${text}</p>` : nothing);

/** "Japan, Republic of Korea (2 have not written yet)" */
const each = (rooms, more) => asList(rooms.map((room) => (more ? `${room.name} (${more(room)})` : room.name)));

const silent = (room) => tn("{n} has not written yet", "{n} have not written yet", room.silent.length);
const drafts = (room) => tn("{n} person is writing one", "{n} people are writing one", room.drafts);
const voting = (room) => t("{cast} of {all} have voted", { cast: room.poll.cast, all: room.poll.entitled });
const hidden = (room) => tn("{n} private card", "{n} private cards", room.private);
const gaps = (room) => tn("{n} gap", "{n} gaps", room.missing);
