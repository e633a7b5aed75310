// Each method's way to show a result: a file of results/ over what all show.

import { byGroup, groupsIn, rows } from "../../state/polls.js";
import { letters, moves } from "../../state/results.js";
import { groupTitle, letterOf } from "../parts/who.js";
import * as approval from "./results/approval.js";
import * as dots from "./results/dots.js";
import * as gradients from "./results/gradients.js";
import * as matrix from "./results/matrix.js";
import { plain } from "./results/plain.js";
import * as rank from "./results/rank.js";
import * as score from "./results/score.js";

const FILES = { approval, dots, gradients, matrix, rank, score };

export const showing = ({ method }) => ({ ...plain, title: () => method, ...FILES[method] });

/** All that the parts of a result need to know of it. */
export function shownOf(poll, state, before = null) {
  const keys = groupsIn(poll.result, state.workshop);
  const names = letters(poll.cards.length, keys.map((each) => letterOf(groupTitle(state, each))));
  const all = rows(poll).map((row, n) => ({ ...row, letter: names[n] }));
  return { poll, state, before, keys, of: showing(poll), rows: all, groups: byGroup(poll, state.workshop), moves: before && moves(poll, before) };
}
