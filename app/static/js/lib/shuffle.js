// An order that looks random and is always the same for the same seed: each voter's own.

export function shuffled(items, seed) {
  const next = random(hash(seed));
  const rows = [...items];
  for (let last = rows.length - 1; last > 0; last--) {
    const pick = Math.floor(next() * (last + 1));
    [rows[last], rows[pick]] = [rows[pick], rows[last]];
  }
  return rows;
}

// FNV-1a
function hash(text) {
  let sum = 0x811c9dc5;
  for (const letter of text) sum = Math.imul(sum ^ letter.codePointAt(0), 0x01000193);
  return sum >>> 0;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function random(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
