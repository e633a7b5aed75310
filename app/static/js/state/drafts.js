// Drafts by their names: where each is written, and which have no form to go on in. Pure.

import { tongue } from "../lib/tongue.js";
import { onBoard, readable } from "./board.js";

const TEXTS = ["title", "body", "gloss"];
const TITLE = 200;

/** `theme`: an id, or null; `member`: the seat one writes for, null for oneself. */
export const cardDraft = (theme, member = null) => ["card", theme ?? "", member?.id ?? ""].join(":");

export const commentDraft = (card) => `comment:${card}`;

export const visitDraft = (measure) => `visit:${measure}`;

export const NOTE_DRAFT = "note";

export const QUESTION_DRAFT = "question";

/** `member`: as with a card. */
export const reservationDraft = (member = null) => ["reservation", "", member?.id ?? ""].join(":");

/** The stages in which delegates ask the plenary something. */
export const inPlenary = (state) => ["plenary", "follow"].includes(state.stage.kind);

/** What was typed, as lines; "" where there are no words. */
export const wordsIn = ({ value }) => [...TEXTS, "text"].map((field) => value[field]?.trim()).filter(Boolean).join("\n");

/** What `card.add` is told of what was typed; a card without a sentence of its own begins with what there is. `languages`: the likeliest first. */
export function asCard(value, languages) {
  const { kind, language } = value;
  const [title, body, gloss] = TEXTS.map((field) => value[field]?.trim() ?? "");
  const sentence = (title || body || gloss).replace(/\s+/g, " ").slice(0, TITLE);
  const given = { title: sentence, body, gloss, kind, language: language || tongue(sentence, languages) };
  return Object.fromEntries(Object.entries(given).filter(([, each]) => each));
}

/** A card of this room is typed and not added: that much, and not who or what, is for the facilitator. */
export const drafting = (drafts, room) => drafts.some((each) => each.room === room && each.name.startsWith("card:"));

/** The column in which nobody has opened or closed a form, and in which a draft is: its form stands open. */
export const waits = (state, theme) => state.ui.adding === undefined && Boolean(theme) && (state.drafts ?? []).some((each) => each.room === state.room.id && each.name === cardDraft(theme));

/**
 * The drafts that no form shows now: the stage is over, the seat has moved, the theme is gone. `may`: rights.
 * [{...draft, words, way}]; `way`: add, late (its stage has ended), or null where the words can only be taken along.
 */
export function stranded(state, may) {
  return (state.drafts ?? []).filter((each) => wordsIn(each) && homeless(each, state, may)).map((each) => ({ ...each, words: wordsIn(each), way: way(each, may) }));
}

function homeless({ name, room }, state, may) {
  const { room: here, mine, stage, visit } = state;
  // What was typed in a room that one still visits waits there.
  if (room !== here.id) return mine.member.room === here.id && !(stage.kind === "visit" && visit?.id === room);
  const [place, copy] = name.split("#");
  const [kind, where, member] = place.split(":");
  if (copy) return true;
  // Whoever may write again in a moment, or writes for somebody else, finds it in its place.
  if (member || here.locked) return false;
  return HOMELESS[kind]?.(where, state, may) ?? false;
}

/** Whether no form shows a draft of this kind now; `where`: the theme, card or measure it belongs to. */
const HOMELESS = {
  card: (theme, { stage, themes, ui }, may) => {
    if (!may.add) return true;
    if (ui.adding && (ui.adding.theme ?? "") === theme) return false;
    return theme ? !themes.some((each) => each.id === theme) : stage.kind !== "gather";
  },
  comment: (card, state, may) => !may.comment || !readable(state).some((each) => each.id === card && onBoard(each)),
  visit: (measure, state, may) => !may.visit || !state.measures.some((each) => each.id === measure),
  [NOTE_DRAFT]: (_, { stage }) => !stage.permissions.note,
  [QUESTION_DRAFT]: (_, state) => !inPlenary(state),
  reservation: (_, state, may) => !may.endorse,
};

function way({ name }, may) {
  if (!name.startsWith("card:") || may.declared || !(may.seated || may.drive)) return null;
  return may.add ? "add" : "late";
}
