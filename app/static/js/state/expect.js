// What a command will do, shown before the server has said so: expect(state, command) is a guess that the event replaces.

import { apply } from "./apply.js";
import { privately } from "./rights.js";

/** `command`: {id, type, data, state}. Types that are not here wait for their event. */
export function expect(state, command) {
  const guess = GUESSES[command.type];
  return guess ? guess(state, command.data, command) : state;
}

const GUESSES = {
  "card.add": (state, data, { id }) => addCard(state, id, data),
  "card.move": (state, { card, ...where }) => change(state, card, { ...(("theme" in where) && { theme: where.theme }), position: behind(rest(state, card, where), where.after) }),
  "card.merge": (state, { into, cards }) => cards.reduce((next, card) => change(next, card, { merged_into: into }), state),
  "card.unmerge": (state, { card }) => change(state, card, { merged_into: null }),
  "card.remove": (state, { card }) => change(state, card, { removed: true }),
  "card.restore": (state, { card }) => change(state, card, { removed: false }),
  "comment.add": (state, { card, text }, { id }) => put(state, { [`cards/${card}/comments`]: [{ id, text, at: "~", author: null, pending: true }] }),
  "visit.comment": (state, { measure, text, offer, request }, { id }) => put(state, { [`measures/${measure}/visits`]: [{ id, text, offer, request, at: "~", author: null, room: null, pending: true }] }),
  "reaction.toggle": react,
  "finding.cite": (state, { card, finding }) => findings(state, card, (cited) => [...cited, finding]),
  "finding.uncite": (state, { card, finding }) => findings(state, card, (cited) => cited.filter((id) => id !== finding)),
  "theme.rename": (state, { theme, title }) => put(state, { themes: [{ id: theme, title }] }),
  "ballot.cast": (state, { poll, choices, member }) => said(state, member, ({ ballots }) => ({ ballots: { ...ballots, [poll]: choices } })),
  "ballot.withdraw": (state, { poll, member }) => said(state, member, ({ ballots }) => ({ ballots: without(ballots, poll) })),
  "ready.set": (state, { done }) => mine(state, { ready: done }),
  "hand.raise": (state, { member }) => hand(state, member, true),
  "hand.lower": (state, { member }) => hand(state, member, false),
  "declaration.endorse": (state, { member, ...endorsement }) => said(state, member, () => ({ endorsement })),
  "measure.set": (state, { measure, field, value }) => put(state, { measures: [{ id: measure, [field]: value }] }),
  "measure.assign": (state, { measure, members }) => put(state, { measures: [{ id: measure, assigned: members }] }),
};

const put = (state, rows) => ({ ...apply(state, { data: { put: rows } }), seq: state.seq });

const mine = (state, patch) => ({ ...state, mine: { ...state.mine, ...patch } });

/** What is said for somebody else is seen while one writes for them, and not among one's own. */
function said(state, member, edit) {
  if (!member) return mine(state, edit(state.mine));
  const { writing } = state.ui;
  return writing?.member.id === member ? { ...state, ui: { ...state.ui, writing: { ...writing, ...edit(writing) } } } : state;
}

const without = (all, key) => Object.fromEntries(Object.entries(all).filter(([each]) => each !== key));

const hand = (state, member, up) => put(state, { members: [{ id: member ?? state.mine.member.id, hand: up }] });

/** A card is in the room's list, or among one's own private ones. */
function change(state, id, patch) {
  const own = state.mine.cards ?? [];
  if (own.some((card) => card.id === id)) return mine(state, { cards: own.map((card) => (card.id === id ? { ...card, ...patch } : card)) });
  return state.cards.some((card) => card.id === id) ? put(state, { cards: [{ id, ...patch }] }) : state;
}

function addCard(state, id, { title, body = "", gloss = "", kind = "proposal", language, theme = null, after, member }) {
  if ([...state.cards, ...(state.mine.cards ?? [])].some((card) => card.id === id)) return state;
  const blank = { perspective: null, author: null, merged_into: null, removed: false, late: false, findings: [], comments: [], reactions: {} };
  const position = behind(state.cards.filter((card) => card.theme === theme), after);
  const card = { ...blank, id, title, body, gloss, kind, language: language ?? state.mine.member?.language, theme, position, pending: true };
  if (member) return privately(state) ? state : put(state, { cards: [card] });
  const own = [...state.mine.own, id];
  return privately(state) ? mine(state, { cards: [...(state.mine.cards ?? []), card], own }) : put(mine(state, { own }), { cards: [card] });
}

function rest(state, id, { theme }) {
  const wanted = theme === undefined ? state.cards.find((card) => card.id === id)?.theme : theme;
  return state.cards.filter((card) => card.id !== id && card.theme === wanted);
}

/** Sorts right behind `after` (null: first, undefined: last) until the server's own key comes. */
function behind(rows, after) {
  if (after === undefined) return "~";
  if (after === null) return "";
  return `${rows.find((row) => row.id === after)?.position ?? ""}!`;
}

function react(state, { card, reaction }) {
  const held = state.mine.reactions?.[card] ?? [];
  const on = held.includes(reaction);
  const row = state.cards.find((each) => each.id === card);
  if (!row) return state;
  const count = (row.reactions[reaction] ?? 0) + (on ? -1 : 1);
  const next = change(state, card, { reactions: { ...row.reactions, [reaction]: Math.max(0, count) } });
  return mine(next, { reactions: { ...next.mine.reactions, [card]: on ? held.filter((key) => key !== reaction) : [...held, reaction] } });
}

function findings(state, id, edit) {
  const card = [...state.cards, ...(state.mine.cards ?? [])].find((each) => each.id === id);
  return card ? change(state, id, { findings: edit(card.findings) }) : state;
}
