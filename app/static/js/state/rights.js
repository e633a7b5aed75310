// What this person may do here and now, as the server would decide it: views hide what would be refused.

import { now_ms } from "../lib/clock.js";
import { writingFor } from "./writing.js";

export function rights(state) {
  const { permissions } = state.stage;
  const { member, may } = state.mine;
  const drive = Boolean(may.drive);
  const standsIn = drive && writingFor(state) !== null;
  const declared = state.declaration.state === "declared";
  const seated = member.role === "participant" && member.room === state.room.id;
  const again = Boolean(state.declaration.endorse_until); // a new version is endorsed in any stage, and in time
  const lets = (name) => Boolean(!declared && (drive || (seated && permissions[name] && !state.room.locked)));
  return {
    drive,
    declared,
    seated,
    add: lets("add"),
    arrange: lets("arrange"),
    comment: lets("comment") || (member.role === "resource" && !declared),
    note: lets("note"),
    plan: lets("plan"),
    gloss: !declared && (drive || (seated && member.duties.includes("translator") && !state.room.locked)),
    preamble: lets("preamble") && (drive || state.declaration.state === "draft"),
    visit: visiting(state) && !declared && !state.room.locked,
    endorse: (seated || standsIn) && (lets("endorse") || (again && !declared && !state.room.locked)) && !state.declaration.revealed && !late(state),
    declare: !declared && (drive || (member.duties.includes("chair") && (again || ["declare", "plenary"].includes(state.stage.kind)))),
    cast: (poll) => poll.state === "open" && (standsIn ? !barred(state, poll) : state.mine.entitled.includes(poll.id) && (drive || permissions.vote)),
    word: (card) => !fixed(state, card) && lets(own(state, card) && !permissions.edit_all ? "edit_own" : "edit_all"),
    remove: (card) => !fixed(state, card) && (lets("arrange") || (own(state, card) && lets("edit_own"))),
    reveal: (card) => Boolean(card.private) && !declared && (seated || drive),
  };
}

/** The time to endorse a new version is over. */
export const late = ({ declaration }) => Boolean(declaration.endorse_until) && now_ms() >= Date.parse(declaration.endorse_until);

/** One reads this room as a visitor from another one: once all have come back, everybody reads it anyway. */
export const visiting = ({ mine: { member }, room, stage }) =>
  ["participant", "facilitator"].includes(member.role) && Boolean(member.room) && member.room !== room.id && !["plenary", "follow"].includes(stage.kind);

/** Cards are written out of sight of the others. */
export const privately = ({ room, stage }) => Boolean(room.private_writing && !stage.permissions.cards);

/** Facilitators may read private cards in this stage, without names. */
export const checks = ({ stage }) => Boolean(stage.settings?.check);

export const own = (state, card) => state.mine.own.includes(card.id);

/** Merged, removed, or frozen by an open vote. */
const fixed = (state, card) => Boolean(card.removed || card.merged_into || frozen(state, card.id));

/** An open vote is about this card or measure. */
export const frozen = (state, id) => state.polls.some((poll) => poll.state === "open" && poll.cards.includes(id));

/** Where nobody may vote for an own card, whoever casts for others would learn whose a card is while authors are hidden. */
export const barred = (state, poll) => poll.settings.self_votes === false && !state.stage.permissions.authors;
