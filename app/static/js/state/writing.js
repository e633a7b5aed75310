// For whom one writes: for oneself or, in a facilitator's hands, for a delegate without a device. It ends with the page.

/** What can be done for somebody else: these commands take a `member`. */
const FOR_OTHERS = new Set(["card.add", "comment.add", "hand.raise", "hand.lower", "ballot.cast", "ballot.withdraw", "declaration.endorse"]);

/** Of these no event tells what was said: whoever said it for somebody else sees it because it was said here. */
export const UNHEARD = new Set(["ballot.cast", "ballot.withdraw", "declaration.endorse"]);

/** What somebody has said before is never known here: it begins empty. `member`: a seat. */
export const beginning = (member) => ({ member, ballots: {}, endorsement: null });

/** The seat that is written for, null where one writes for oneself. */
export const writingFor = (state) => state.ui.writing?.member ?? null;

export const writer = (state) => writingFor(state) ?? state.mine.member;

/** {ballots, endorsement} of whom one writes for. */
export const saidBy = (state) => state.ui.writing ?? state.mine;

/** The data of a command as it goes out: with the seat it is for. */
export function inTheName(state, type, data) {
  const member = writingFor(state);
  return member && FOR_OTHERS.has(type) ? { member: member.id, ...data } : data;
}

/** The room's delegates, first those who are not here: [{...seat, here: presence or undefined}]. */
export function absentFirst({ members, present }) {
  const here = new Map(present.map((each) => [each.member, each]));
  const rank = ({ here: seen }) => (!seen ? 0 : seen.away ? 1 : 2);
  const seats = members.filter((member) => member.role === "participant").map((member) => ({ ...member, here: here.get(member.id) }));
  return seats.sort((a, b) => rank(a) - rank(b) || a.number - b.number);
}
