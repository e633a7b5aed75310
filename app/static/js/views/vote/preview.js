// What the room will be able to see of a vote, in words, reckoned from the delegates it has.

import { asList } from "../../lib/dates.js";
import { t, tn } from "../../lib/words.js";
import { fold } from "../../state/fold.js";
import { groupTitle } from "../parts/who.js";

/** [sentence, …]. sizes: {perspective or others: how many delegates}. */
export function preview(state, sizes, { secrecy, breakdown }) {
  const people = Object.values(sizes).reduce((all, n) => all + n, 0);
  const named = secrecy === "named" ? [t("Each ballot keeps the name of its voter.")] : [];
  return [...seen(state, { breakdown, sizes, people }), ...named];
}

function seen(state, { breakdown, sizes, people }) {
  if (breakdown === "none") return [t("The result of all ballots together, and how many have voted.")];
  const groups = breakdown === "safe" ? fold(sizes, state.workshop.perspectives.map((each) => each.key)) : sizes;
  if (!groups) return [tn("With {n} delegate the groups are too small to be shown: the result of all ballots together.", "With {n} delegates the groups are too small to be shown: the result of all ballots together.", people)];
  const told = Object.entries(groups).map(([key, n]) => `${groupTitle(state, key)} ${n}`).join(", ");
  return [tn("With {n} delegate: the result of all ballots together, and what each group gave ({groups}).", "With all {n} delegates: the result of all ballots together, and what each group gave ({groups}).", people, { groups: told }), ...alone(state, breakdown, sizes)];
}

/** Where every group is shown, who is the only one of a group is seen through. */
function alone(state, breakdown, sizes) {
  const lone = Object.keys(sizes).filter((key) => sizes[key] === 1).map((key) => groupTitle(state, key));
  return breakdown === "open" && lone.length ? [t("Whoever is the only one of a group is seen through: {groups}.", { groups: asList(lone) })] : [];
}
