// What is said in a second language, and what is not yet: the server counts the same for the console and the page that sends it (domain/tongue.py, domain/glosses.py).

import { tongue } from "../lib/tongue.js";
import { cardOf, columns } from "./board.js";
import { frozen, rights } from "./rights.js";

/** The texts of a plan, in the order in which they are asked for. */
const PLAN = ["what", "lead", "money", "indicator", "baseline", "target", "first_step", "problem", "builds_on", "partners", "target_group", "risks"];

/** One translates here: as a translator of the room, or as whoever drives it. */
export const translates = (state) => rights(state).gloss;

/** The usual standing is ours (domain/declaration.py), and there in every language. */
const USUAL = "Adopted by participants in their expert capacity; does not commit their institutions";
const LINK = /\b(?:https?:\/\/|www\.)\S/u;

/**
 * [{doc, owner, field, gloss, said, told, language, into, lacks, may}], the agenda first, then its measures, then the board.
 * said, told: the text and its gloss; into: the gloss's language where it is known; lacks: it has words and no gloss.
 */
export function pairs(state) {
  const { declaration, measures, room } = state;
  const may = rights(state);
  const draft = may.preamble || (may.gloss && declaration.state === "draft");
  const agenda = ["preamble", "standing", "contact"].map((field) => pair({ doc: `declaration:${room.id}`, owner: null, field, texts: declaration, wanted: foreign(state), may: draft })).filter((each) => each.said !== USUAL || each.told);
  const plans = measures.flatMap((measure) => planned(state, measure, (may.plan || may.gloss) && !frozen(state, measure.id)));
  return [...agenda, ...plans, ...cards(state, may)].filter((each) => each.said || each.told);
}

/** Whether a text of the agenda is to have a gloss: where there are two languages each is, else what is in another one. */
function foreign(state) {
  const { language } = state.workshop;
  const own = state.room.language || language;
  return (text) => own !== language || tongue(text, [own]) !== own;
}

/** The texts of a measure; it stands under the words of its card until it has its own. */
function planned(state, measure, may) {
  const card = cardOf(state, measure.cards[0]) ?? { title: "", gloss: "" };
  const what = measure.plan.what || card.title;
  const lent = what === card.title && card.gloss;
  const pairs = PLAN.map((field) => pair({ doc: `measure:${measure.id}`, owner: measure.id, field, texts: { ...measure.plan, what }, wanted: foreign(state), may }));
  return pairs.map((each) => (each.field === "what" && lent ? { ...each, lacks: false } : each));
}

function cards(state, may) {
  const { language } = state.workshop;
  const abroad = columns(state).flatMap((column) => column.cards).filter((card) => !card.private && (card.language !== language || card.gloss));
  return abroad.map((card) => ({
    ...pair({ doc: `card:${card.id}`, owner: card.id, field: "title", gloss: "gloss", texts: card, wanted: () => card.language !== language, may: may.word(card) || (may.gloss && !frozen(state, card.id)) }),
    language: card.language,
    into: card.language === language ? "" : language,
  }));
}

function pair({ doc, owner, field, gloss = `${field}_gloss`, texts, wanted, may }) {
  const said = texts[field] ?? "";
  const told = texts[gloss] ?? "";
  return { doc, owner, field, gloss, said, told, language: "", into: "", lacks: says(said) && !told.trim() && wanted(said), may };
}

/** Whether there are words to translate: figures and addresses are none. */
const says = (text) => text.split(/\s+/u).some((word) => /\p{L}/u.test(besideAddresses(word))) && text !== USUAL;

/** What is no address in a word: nothing of one with an @ in it, of others what stands before a link. */
function besideAddresses(word) {
  if (word.slice(1, -1).includes("@")) return "";
  const link = word.search(LINK);
  return link < 0 ? word : word.slice(0, link);
}
