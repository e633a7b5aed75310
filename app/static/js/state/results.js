// What a result says beside its places: who is behind a card, how the room moved since the round before, how far it is apart.

import { revealedPolls } from "./polls.js";

/** Who is behind a card: {every, alone, mostly, none: [key]} of the groups shown, or null where the result does not tell. */
export function behind(result, card, groups) {
  const told = result.carried?.[card];
  if (!told) return null;
  const none = groups.filter((key) => told.none.includes(key));
  const alone = groups.length > 1 && none.length === groups.length - 1;
  return { every: !none.length, alone: alone ? told.mostly : null, mostly: alone ? null : told.mostly, none: alone ? [] : none };
}

/** The revealed round over the same things that `poll` took the place of, or null. */
export function roundBefore(state, poll) {
  const same = (each) => each.cards.length === poll.cards.length && each.cards.every((id) => poll.cards.includes(id));
  const earlier = revealedPolls(state).filter((each) => each.superseded && !each.joint === !poll.joint && each.number < poll.number && same(each));
  return earlier.toSorted((a, b) => b.number - a.number)[0] ?? null;
}

/** {card: {was, place, up}}: `up` is how many places a card rose, less than nought where it fell. */
export function moves(poll, before) {
  const [now, then] = [placesIn(poll), placesIn(before)];
  return Object.fromEntries(Object.entries(now).map(([id, place]) => [id, { was: then[id], place, up: then[id] - place }]));
}

const placesIn = ({ result }) => Object.fromEntries(result.ranking.flatMap(({ place, cards }) => cards.map((id) => [id, place])));

/** A polarisation of 0..1 in one of four words. Half at level 2 and half at 7 is just over a half. */
export const spread = (polarisation) => ["together", "near", "apart", "camps"][[0.1, 0.3, 0.5].filter((from) => polarisation >= from).length];

/** `count` letters for cards: A, B, … Z, AA, …, without those that stand for a group. */
export function letters(count, groups = []) {
  const single = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].filter((letter) => !groups.includes(letter));
  const at = (n) => (n < single.length ? single[n] : at(Math.floor(n / single.length) - 1) + single[n % single.length]);
  return Array.from({ length: count }, (_, n) => at(n));
}

/** How wide, in per cent, the parts of a whole are drawn: by their size, yet each that is anything at least `least`. */
export function widths(sizes, least = 0) {
  const narrow = new Set();
  for (;;) {
    const wide = sizes.map((size, at) => (narrow.has(at) ? 0 : size));
    const scale = (100 - least * narrow.size) / (wide.reduce((sum, size) => sum + size, 0) || 1);
    const more = sizes.flatMap((size, at) => (size && !narrow.has(at) && size * scale < least ? [at] : []));
    if (!more.length) return sizes.map((size, at) => (narrow.has(at) ? least : size * scale));
    more.forEach((at) => narrow.add(at));
  }
}

/** The pairs of a ranking with rows and columns in the order of `ids`: [[{mine, theirs}, …], …], null on the diagonal. */
export function pairsOf({ cards, result }, ids) {
  const at = ids.map((id) => cards.indexOf(id));
  return at.map((a) => at.map((b) => (a === b ? null : { mine: result.pairs[a][b], theirs: result.pairs[b][a] })));
}
