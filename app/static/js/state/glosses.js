// What is said in a second language, and what is not yet: the server counts the same for the console (domain/glosses.py).

import { columns } from "./board.js";
import { frozen, rights } from "./rights.js";

/** The texts of a plan, in the order in which they are asked for. */
const PLAN = ["what", "lead", "money", "indicator", "baseline", "target", "first_step", "problem", "builds_on", "partners", "target_group", "risks"];

/** One translates here: as a translator of the room, or as whoever drives it. */
export const translates = (state) => rights(state).gloss;

/**
 * [{doc, owner, field, gloss, said, told, language, into, lacks, may}], the agenda first, then its measures, then the board.
 * said, told: the text and its gloss; into: the gloss's language where it is known; lacks: it has words and no gloss.
 */
export function pairs(state) {
  const two = state.room.language !== state.workshop.language;
  const { declaration, measures, room } = state;
  const may = rights(state);
  const agenda = pair({ doc: `declaration:${room.id}`, owner: null, field: "preamble", texts: declaration, wanted: two, may: may.preamble || (may.gloss && declaration.state === "draft") });
  const plans = measures.flatMap((measure) => PLAN.map((field) => pair({ doc: `measure:${measure.id}`, owner: measure.id, field, texts: measure.plan, wanted: two, may: (may.plan || may.gloss) && !frozen(state, measure.id) })));
  return [agenda, ...plans, ...cards(state, may)].filter((each) => each.said || each.told);
}

function cards(state, may) {
  const { language } = state.workshop;
  const foreign = columns(state).flatMap((column) => column.cards).filter((card) => !card.private && (card.language !== language || card.gloss));
  return foreign.map((card) => ({
    ...pair({ doc: `card:${card.id}`, owner: card.id, field: "title", gloss: "gloss", texts: card, wanted: card.language !== language, may: may.word(card) || (may.gloss && !frozen(state, card.id)) }),
    language: card.language,
    into: card.language === language ? "" : language,
  }));
}

function pair({ doc, owner, field, gloss = `${field}_gloss`, texts, wanted, may }) {
  const said = texts[field] ?? "";
  const told = texts[gloss] ?? "";
  return { doc, owner, field, gloss, said, told, language: "", into: "", lacks: wanted && /\p{L}/u.test(said) && !told.trim(), may };
}
