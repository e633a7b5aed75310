// The board as one sees it: columns of cards, and what lies behind them.

import { shuffled } from "../lib/shuffle.js";

/** Everything one may read: the room's cards and one's own private ones, marked. */
export function readable(state) {
  const open = new Set(state.cards.map((card) => card.id));
  return [...state.cards, ...(state.mine?.cards ?? []).filter((card) => !open.has(card.id)).map(marked)];
}

// The same object for the same card, or every redraw would draw each private card anew.
const marks = new WeakMap();
function marked(card) {
  if (!marks.has(card)) marks.set(card, { ...card, private: true });
  return marks.get(card);
}

export const cardOf = (state, id) => readable(state).find((card) => card.id === id);

/** The language of a card, or of a measure by the card it was made of; "" where neither is known. */
export function languageOf(state, id) {
  const made = state.measures.find((measure) => measure.id === id)?.cards[0];
  return cardOf(state, made ?? id)?.language ?? "";
}

export const onBoard = (card) => !card.removed && !card.merged_into;

export const mergedInto = (state, id) => state.cards.filter((card) => card.merged_into === id && !card.removed);

/** {card: how many were merged into it}. */
export function mergedCounts(state) {
  const counts = {};
  for (const { merged_into: into, removed } of state.cards) if (into && !removed) counts[into] = (counts[into] ?? 0) + 1;
  return counts;
}

export const removedCards = (state) => readable(state).filter((card) => card.removed);

/** [{theme or null (the tray), cards}], the tray first where it holds something. `seed`: in a voter's own order. */
export function columns(state, seed = null) {
  const cards = readable(state).filter(onBoard);
  const order = (rows, name) => (seed ? shuffled(rows, seed + name) : rows);
  const known = new Set(state.themes.map((theme) => theme.id));
  const tray = cards.filter((card) => !known.has(card.theme));
  const themes = order(state.themes, "themes").map((theme) => ({ theme, cards: order(cards.filter((card) => card.theme === theme.id), theme.id) }));
  return tray.length || !themes.length ? [{ theme: null, cards: order(tray, "tray") }, ...themes] : themes;
}

/** The id `card` stands behind when it goes one place up (-1) or down (1) in its column; null is first, undefined is "stays". */
export function neighbour(cards, id, step) {
  const rest = cards.filter((card) => card.id !== id);
  const to = cards.findIndex((card) => card.id === id) + step;
  if (to < 0 || to > rest.length) return undefined;
  return to === 0 ? null : rest[to - 1].id;
}
