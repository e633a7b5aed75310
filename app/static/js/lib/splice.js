// Edits of a text, each as what was taken out and what was put in. Keeps both people's words when they meet.

import fastDiff from "fast-diff";

/** How `before` became `after`: {at, del, ins}. Never cuts a surrogate pair: half an emoji would travel. */
export function diff(before, after) {
  const short = Math.min(before.length, after.length);
  let at = 0;
  while (at < short && before[at] === after[at]) at++;
  if (at && high(before.charCodeAt(at - 1))) at--;
  let end = 0;
  while (end < short - at && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  if (end && low(before.charCodeAt(before.length - end))) end--;
  return { at, del: before.length - at - end, ins: after.slice(at, after.length - end) };
}

/** Where position `p` of the old text is after `edit`. What stood inside the cut goes behind what was put in. */
export function moved(p, { at, del, ins }) {
  if (p <= at) return p;
  return p >= at + del ? p - del + ins.length : at + ins.length;
}

/** How `before` became `after`, edit by edit, from the last to the first: so the place of each is one in `before`. */
export function edits(before, after) {
  const found = [];
  let at = 0;
  for (const [kind, words] of fastDiff(before, after)) {
    if (kind !== fastDiff.EQUAL && found[0]?.at + found[0]?.del !== at) found.unshift({ at, del: 0, ins: "" });
    if (kind === fastDiff.INSERT) found[0].ins += words;
    else at += words.length;
    if (kind === fastDiff.DELETE) found[0].del += words.length;
  }
  return found;
}

const KINDS = { [fastDiff.EQUAL]: "same", [fastDiff.INSERT]: "in", [fastDiff.DELETE]: "out" };

/** The two texts side by side: [["same" | "in" | "out", words]]. Letters that two wordings happen to share are no common ground. */
export function compared(before, after) {
  const parts = fastDiff(before, after).map(([kind, words]) => [KINDS[kind], words]);
  const shared = parts.reduce((sum, [kind, words]) => sum + (kind === "same" ? words.length : 0), 0);
  if (2 * shared >= Math.min(before.length, after.length)) return parts;
  return [
    ["out", before],
    ["in", after],
  ];
}

/** `mine` and `theirs` were both made from `base`: the text that holds what either put in. */
export function rebase(base, mine, theirs) {
  if (mine === base || mine === theirs) return theirs;
  const came = edits(base, theirs);
  return edits(base, mine).reduce((text, edit) => cutAndPut(text, through(edit, came)), theirs);
}

/**
 * `edit` was made on a text that has since gone through `splices`, one after the other: {at, cuts: [[from, to]], ins} in the
 * text as it is now. Only what the edit itself took out is cut; what others put in meanwhile stays, also inside the cut.
 */
export function through({ at, del, ins }, splices) {
  let cuts = del ? [[at, at + del]] : [];
  for (const splice of splices) {
    at = moved(at, splice);
    cuts = cuts.flatMap((cut) => left(cut, splice));
  }
  return { at, cuts, ins };
}

/** Where the caret `c`, in the text that `edit` made, is once the edit has gone through `splices`. */
export function caretThrough(c, edit, splices) {
  const { at, cuts, ins } = through(edit, splices);
  if (c >= edit.at && c <= edit.at + edit.ins.length) return at + c - edit.at;
  const old = c < edit.at ? c : c - edit.ins.length + edit.del;
  const now = splices.reduce(moved, old);
  const cut = cuts.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(now, to) - from), 0);
  return c < edit.at ? now : now - cut + ins.length;
}

/**
 * `edit` made `mine` of a text that has also gone through `splices`; `now` is the text with both. What makes `now` of `mine`, one splice
 * after the other, from the last to the first: what was typed stays apart from what came before and behind it.
 */
export function since(mine, edit, splices, now) {
  const { at } = through(edit, splices);
  const [from, to] = [edit.at, edit.at + edit.ins.length];
  if (now.slice(at, at + edit.ins.length) !== edit.ins) return edits(mine, now);
  const behind = edits(mine.slice(to), now.slice(at + edit.ins.length));
  return [...behind.map((each) => ({ ...each, at: each.at + to })), ...edits(mine.slice(0, from), now.slice(0, at))];
}

/** A text after what `through` gave. */
export function cutAndPut(text, { at, cuts, ins }) {
  for (const [from, to] of [...cuts].reverse()) text = text.slice(0, from) + text.slice(to);
  return text.slice(0, at) + ins + text.slice(at);
}

/** What is left of a stretch of text, and where it is, after a splice. */
function left([from, to], { at, del, ins }) {
  const shift = ins.length - del;
  const parts = [
    [from, Math.min(to, at)],
    [Math.max(from, at + del) + shift, to + shift],
  ];
  return parts.filter(([start, end]) => start < end);
}

const high = (unit) => unit >= 0xd800 && unit <= 0xdbff;
const low = (unit) => unit >= 0xdc00 && unit <= 0xdfff;
