// Wording on its way: what is typed is sent a moment after the last key, with the text it was made from, and the merged text comes back.
// What is not stored yet is kept on this device.

import { rebase } from "../lib/splice.js";

const PAUSE_MS = 500;
const AGAIN_MS = 2000;
const NOTHING_KEPT = { put: () => {}, drop: () => {}, all: async () => [] };

/**
 * send({doc, field, value, base}) -> promise of {ok, value} (value: the merged text) or {ok: false, error}.
 * `keep`: a shelf of the device's memory, on which only what `owner` wrote is read again.
 * An entry: base (what the server last told), value (what is on the screen), row (the room's text when we last looked).
 */
export function createTexts({ send, online, changed, keep = NOTHING_KEPT, owner = "", later = setTimeout, cancel = clearTimeout }) {
  const entries = new Map();

  const entry = (doc, field) => entries.get(`${doc} ${field}`);
  const dirty = (each) => each.value !== each.base || each.sending;

  function read(doc, field, row = "") {
    const each = entry(doc, field);
    if (!each) return row;
    if (row !== each.row) {
      each.row = row;
      if (!dirty(each)) each.base = each.value = row;
    }
    return each.value;
  }

  /** In this field `before` has become `after`; if something arrived meanwhile, both stay. Returns the text as it is now. */
  function type(doc, field, before, after, row = "") {
    const now = read(doc, field, row);
    const each = entry(doc, field) ?? { doc, field, base: now, value: now, row, sending: false, timer: null, error: null };
    entries.set(`${doc} ${field}`, each);
    each.value = rebase(before, after, now);
    each.error = null;
    remember(each);
    schedule(each, PAUSE_MS);
    changed();
    return each.value;
  }

  const shelved = ({ doc, field }) => `${owner} ${doc} ${field}`;

  function remember(each) {
    const { doc, field, base, value } = each;
    if (value === base) keep.drop(shelved(each));
    else keep.put(shelved(each), { owner, doc, field, base, value });
  }

  /** Read what this device kept of what its writer typed and nobody stored. */
  async function load() {
    for (const [, { owner: whose, doc, field, base, value }] of await keep.all()) {
      if (whose !== owner || entry(doc, field)) continue;
      entries.set(`${doc} ${field}`, { doc, field, base, value, row: base, sending: false, timer: null, error: null, restored: true });
    }
    changed();
    wanting().forEach(push);
  }

  function schedule(each, ms) {
    cancel(each.timer);
    each.timer = later(() => push(each), ms);
  }

  async function push(each) {
    cancel(each.timer);
    if (each.sending || each.value === each.base || !online()) return;
    each.sending = true;
    const { doc, field, base, value } = each;
    let answer = null;
    try {
      answer = await send({ doc, field, value, base });
    } catch {
      // Unanswered: the next try sends the whole difference again, and a difference already made changes nothing.
    }
    each.sending = false;
    if (answer?.ok) settle(each, value, answer.value ?? value);
    else if (answer) refuse(each, answer.error);
    else if (online()) schedule(each, AGAIN_MS);
    changed();
  }

  function settle(each, sent, merged) {
    each.value = rebase(sent, each.value, merged);
    each.base = merged;
    remember(each);
    if (each.value !== each.base) schedule(each, PAUSE_MS);
  }

  function refuse(each, error) {
    if (error.code === "too_fast" || error.code === "unavailable") return schedule(each, 1000 * (error.retry_after ?? 2));
    if (error.code === "conflict" && each.row !== each.base) return overtake(each);
    // The text stays on the screen for its writer; typing on, or the stage opening again, tries once more.
    each.error = error;
  }

  /** The server no longer knows the text this one was made from: made anew from the room's present one. */
  function overtake(each) {
    each.value = rebase(each.base, each.value, each.row);
    each.base = each.row;
    remember(each);
    schedule(each, PAUSE_MS);
  }

  const wanting = () => [...entries.values()].filter((each) => dirty(each) && !each.error);

  return {
    read,
    type,
    load,
    /** What was brought back from the device and is refused now: its field may not be on the screen. */
    refused: () => [...entries.values()].filter((each) => each.restored && each.error).map(({ doc, field, value, error }) => ({ id: `${doc} ${field}`, doc, field, words: value, error })),
    state(doc, field) {
      const each = entry(doc, field);
      if (!each) return { kind: "saved" };
      if (each.error) return { kind: "refused", detail: each.error.detail };
      return { kind: dirty(each) ? (online() ? "saving" : "waiting") : "saved", touched: true };
    },
    unsent: () => wanting().length,
    /** Now, not in a moment: the field was left, the page is going, or the line is back. */
    flush: () => wanting().forEach(push),
    /** The writer gives up a refused text; the room's text shows again. */
    drop(doc, field) {
      keep.drop(shelved({ doc, field }));
      entries.delete(`${doc} ${field}`);
      changed();
    },
  };
}
