// Votes as one sees them: which one is on, and what came out.

const standing = (poll) => poll.state !== "cancelled" && !poll.superseded;

/** The vote that counts now: an open one, else the latest. */
export function currentPoll(state) {
  return state.polls.find((poll) => poll.state === "open") ?? state.polls.filter(standing).at(-1) ?? null;
}

export const openPoll = (state) => state.polls.find((poll) => poll.state === "open") ?? null;

export const revealedPolls = (state) => state.polls.filter((poll) => poll.state === "revealed");

export const overMeasures = (state, poll) => poll.cards.some((id) => state.measures.some((measure) => measure.id === id));

export const voterSeed = (state, poll) => `${state.mine.member.id}/${poll.id}/`;

/** The places of a result, one row a card, with the card's voted wording. */
export function rows(poll) {
  const { ranking, cut } = poll.result;
  const most = Math.max(1, ...ranking.map((place) => place.score));
  return ranking.flatMap(({ place, cards, score }) =>
    cards.map((id) => ({
      id,
      place,
      score,
      share: score / most,
      tie: cards.length > 1,
      title: poll.wording[id] ?? "–",
      state: cut.taken.includes(id) ? "taken" : cut.tied.includes(id) ? "tied" : "left",
    })),
  );
}

/** The groups a result or a rule is told by, in the workshop's order: an object that came over the wire has none. */
export const groupsIn = (told, { perspectives }) => [...perspectives.map((each) => each.key), "others"].filter((key) => key in (told.by_perspective ?? {}));

/** {card: [{key, place, score}]} where the vote was to be shown by group. */
export function byGroup(poll, workshop) {
  const told = {};
  for (const key of groupsIn(poll.result, workshop)) {
    for (const { place, cards, score } of poll.result.by_perspective[key].ranking) for (const id of cards) (told[id] ??= []).push({ key, place, score });
  }
  return told;
}
