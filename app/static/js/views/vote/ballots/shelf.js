// The ballots, one method a file, in the order they are offered in; and how a ballot is saved.
//
// A method has
//   name, title(), about()    what the server calls it, and what people do
//   more                      offered under "More methods"
//   empty                     the choices of who has said nothing
//   settings(cards)           what is asked at the opening: [{name, title, value, most} or {name, title, value, options: [[value, title]]}]
//   how(poll)                 what to do, in a sentence
//   left(poll, choices)       what is left, in words
//   row(card, ballot)         what stands beside or, where `wide`, below the title
// and where it needs them
//   tidy(settings)            what was asked, made to fit together
//   most                      how many cards it can take
//   onBoard                   given on the cards of the board, too
//   picture(poll, choices)    beside what is left
//   before(card, ballot)      in front of the title
//   sections(cards, choices)  [{title, hint, cards, empty}] in place of one list
//   key(card, ballot, key)    what Alt with a key does: true where it does something
//   said(card, choices)       for ears, after a card was moved
// `card` is {id, title}, `ballot` {poll, settings, choices, cast(edit), drafts, draft(edit)}. `edit` makes a whole ballot of the one that
// stands by then; drafts are what cannot be counted yet and stays on this page.

import { makeReceipt } from "../../../lib/receipts.js";
import { overMeasures } from "../../../state/polls.js";
import { saidBy, writer, writingFor } from "../../../state/writing.js";
import { approval } from "./approval.js";
import { dots } from "./dots.js";
import { gradients } from "./gradients.js";
import { matrix } from "./matrix.js";
import { rank } from "./rank.js";
import { score } from "./score.js";

export const METHODS = [dots, rank, gradients, approval, score, matrix];

export const methodOf = (poll) => METHODS.find((each) => each.name === poll.method);

/** The choices of whom one writes for; of who has none, what this method takes for none. */
export const choicesOf = (state, poll) => saidBy(state).ballots[poll.id] ?? methodOf(poll).empty;

/** What one has begun to say and no server could keep yet. */
export const draftsOf = (state, poll) => state.ui.drafts?.[poll.id] ?? {};

export const onBoard = (state, poll) => Boolean(methodOf(poll).onBoard) && !poll.joint && !overMeasures(state, poll);

/** Save the ballot as `edit(choices, drafts)` makes it of what stands now, which may be more than has been drawn yet. */
export function cast(room, poll, edit) {
  const state = room.store.get();
  const before = choicesOf(state, poll);
  const choices = edit(before, draftsOf(state, poll));
  if (choices === before) return;
  const receipt = poll.settings.recount && !writingFor(state) ? { receipt: makeReceipt(state.mine.member.id, poll.id) } : {};
  room.send("ballot.cast", { poll: poll.id, choices, ...receipt }, { replaces: slot(state, poll) });
}

/** A ballot on its way gives way to a newer one of the same voter, and to nobody else's. */
const slot = (state, poll) => `ballot ${poll.id} ${writer(state).id}`;

/** `edit(drafts, choices)`. */
export function draft(room, poll, edit) {
  const state = room.store.get();
  const before = draftsOf(state, poll);
  const after = edit(before, choicesOf(state, poll));
  if (after !== before) room.show({ drafts: { ...state.ui.drafts, [poll.id]: after } });
}

export function withdraw(room, poll) {
  draft(room, poll, () => ({}));
  room.send("ballot.withdraw", { poll: poll.id }, { replaces: slot(room.store.get(), poll) });
}
