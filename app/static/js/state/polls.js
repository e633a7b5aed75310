// Votes as one sees them: which one is on, and what came out.

import { writer } from "./writing.js";

const standing = (poll) => poll.state !== "cancelled" && !poll.superseded;

/** The vote that counts now: an open one, else the latest. */
export function currentPoll(state) {
  return state.polls.find((poll) => poll.state === "open") ?? state.polls.filter(standing).at(-1) ?? null;
}

/** The vote that a vote stage is about: an earlier one over something else is of an earlier stage. */
export function stagePoll(state) {
  const poll = currentPoll(state);
  if (poll?.state !== "revealed" || poll.joint) return poll;
  return overMeasures(state, poll) === (state.stage.settings.poll?.over === "measures") ? poll : null;
}

export const openPoll = (state) => state.polls.find((poll) => poll.state === "open") ?? null;

export const revealedPolls = (state) => state.polls.filter((poll) => poll.state === "revealed");

export const overMeasures = (state, poll) => poll.cards.some((id) => state.measures.some((measure) => measure.id === id));

export const voterSeed = (state, poll) => `${writer(state).id}/${poll.id}/`;

/** The room that a card or measure of a vote over all rooms comes from, {id, name, country, …}; null in a room's own vote. */
export const originOf = ({ joint }, id) => joint?.rooms.find((room) => room.cards.includes(id)) ?? null;

/** The wording as voted; in a vote over all rooms with the room it comes from, for several may say the same. */
export function titleOf(poll, id) {
  const [title, room] = [poll.wording[id] ?? "–", originOf(poll, id)];
  return room ? `${title} (${room.name})` : title;
}

/** {cast, entitled} as one may read it: of all rooms where the result of all is shown, else of this one. */
export const turnoutOf = ({ joint, result, cast, entitled }) => (joint && result ? { cast: result.ballots, entitled: result.entitled } : { cast, entitled });

/** A vote over all rooms as the console has it: whether each room is closed, and {cast, entitled} of all, by the tiles where they know it. */
export function jointNow(poll, tiles) {
  const shares = tiles.flatMap((tile) => (tile.joint ?? []).filter((share) => share.id === poll.id));
  const sum = (key) => shares.reduce((all, share) => all + share[key], 0);
  const live = shares.length === poll.joint.rooms.filter((room) => room.votes).length;
  return { ...poll, ...(live && { cast: sum("cast"), entitled: sum("entitled") }), everywhere: shares.every((share) => share.state === "closed") };
}

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
      from: originOf(poll, id)?.name,
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
