// One edit of a text, as what was taken out and what was put in. Keeps both people's words when two edits meet.

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

/** `mine` and `theirs` were both made from `base`: the text that holds what either put in. */
export function rebase(base, mine, theirs) {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  const [my, their] = [diff(base, mine), diff(base, theirs)];
  const inside = my.at < their.at && their.at + their.del < my.at + my.del;
  const start = my.at === their.at && !their.del ? their.at + their.ins.length : moved(my.at, their);
  const end = Math.max(start, moved(my.at + my.del, their));
  return theirs.slice(0, start) + my.ins + (inside ? their.ins : "") + theirs.slice(end);
}

const high = (unit) => unit >= 0xd800 && unit <= 0xdbff;
const low = (unit) => unit >= 0xdc00 && unit <= 0xdfff;
