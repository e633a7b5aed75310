// Commands on their way: each has its id from the start, goes out in order, and is sent again under that id until it is answered.
// What is not answered yet is kept on this device, and so are the words of what was refused.

import { uuid } from "../lib/ids.js";
import { NOTHING_KEPT } from "../lib/keep.js";

const AGAIN_MS = 2000;

/** Where a command carries words that somebody would miss. */
const WORDS = { "card.add": ["title", "body", "gloss"], "comment.add": ["text"], "note.add": ["text"], "question.ask": ["text"], "visit.comment": ["text"], "announcement.post": ["text"], "declaration.endorse": ["reservation"] };

/** What somebody wrote in this command, "" where it carries no words. */
export const wordsOf = ({ type, data }) => (WORDS[type] ?? []).map((name) => data[name]).filter(Boolean).join("\n");

/** Not a refusal: asked again after a while. */
export const later = ({ code }) => code === "too_fast" || code === "unavailable";

export class Refused extends Error {
  /** `kept`: its words stand among the refused ones. */
  constructor({ code, detail, errors, retry_after }, kept = false) {
    super(detail);
    Object.assign(this, { code, errors, retry_after, kept });
  }
}

/**
 * send(command) -> promise of the acknowledgement, rejected when none came; changed() whenever what is pending differs.
 * stored(command, seq): it is, under this number. `online()` tells whether there is a line at all; flush() is called when there is one again. `seen()` is the room's present number:
 * an answered command stays pending until its event is in the room. `keep`: a shelf of the device's memory, on which only what
 * `owner` asked for is read again: several people may use one device.
 */
export function createOutbox({ send, online, changed, stored = () => {}, seen = () => 0, keep = NOTHING_KEPT, owner = "", wait = (ms) => new Promise((done) => setTimeout(done, ms)) }) {
  let pending = [];
  let refused = [];
  let busy = false;
  let loading = null;
  let count = Date.now();

  async function flush() {
    if (busy) return;
    busy = true;
    try {
      if (loading) await loading;
      for (let next = waiting(); next && online(); next = waiting()) await deliver(next);
    } finally {
      busy = false;
    }
  }

  const waiting = () => pending.find((each) => each.state !== "taken");

  async function deliver(each) {
    each.state = "sent";
    let answer;
    try {
      answer = await send({ ...each.place, id: each.id, type: each.type, data: each.data });
    } catch {
      // No answer: the line may be gone, or only slow. The same id makes the second time harmless.
      if (online()) await wait(AGAIN_MS);
      return;
    }
    if (answer.ok) return taken(each, answer);
    if (later(answer.error)) return wait(1000 * (answer.error.retry_after ?? AGAIN_MS / 1000));
    if (wordsOf(each)) refuse(each, answer.error);
    else keep.drop(each.id);
    forget(each);
    each.reject(new Refused(answer.error, Boolean(wordsOf(each))));
  }

  /** Its words are not lost: whoever wrote them decides what becomes of them. */
  function refuse(each, error) {
    refused = [...refused, { ...line(each), error }];
    keep.put(each.id, refused.at(-1));
  }

  function taken(each, answer) {
    each.state = "taken";
    keep.drop(each.id);
    each.seq = each.place.workshop ? 0 : answer.seq;
    stored(each, answer.seq);
    each.resolve(answer.data ?? {});
    if (each.seq <= seen()) forget(each);
    else changed();
  }

  const line = ({ id, at, place, type, data, replaces }) => ({ owner, id, at, place, type, data, replaces });

  function waitingFor(each) {
    each.promise = new Promise((resolve, reject) => Object.assign(each, { resolve, reject }));
    return each;
  }

  /** Read what this device kept; what is still to be sent goes before anything new. Resolves with the promises of their answers. */
  async function load() {
    const rows = (await keep.all()).map(([, row]) => row).filter((row) => row.owner === owner);
    rows.sort((a, b) => a.at - b.at);
    const known = new Set([...pending, ...refused].map((each) => each.id));
    const fresh = rows.filter((row) => !known.has(row.id));
    refused = [...fresh.filter((row) => row.error), ...refused];
    const kept = fresh.filter((row) => !row.error).map((row) => waitingFor({ ...row, state: "waiting", seq: null }));
    pending = [...kept, ...pending];
    changed();
    return kept.map((each) => each.promise);
  }

  /** Resolves with the answer's data, rejects with Refused. `replaces`: a key; the last command of that key, if unsent and of the same type, gives way to this one. */
  function put(place, type, data, { id = uuid(), replaces = null } = {}) {
    const older = replaces && pending.findLast((each) => each.replaces === replaces && each.state === "waiting");
    if (older?.type === type) {
      older.data = data;
      keep.put(older.id, line(older));
      changed();
      return older.promise;
    }
    const each = waitingFor({ id, at: ++count, place, type, data, replaces, state: "waiting", seq: null });
    pending = [...pending, each];
    keep.put(id, line(each));
    changed();
    flush();
    return each.promise;
  }

  /** Nobody wants these words any more. */
  function putAway(id) {
    refused = refused.filter((each) => each.id !== id);
    keep.drop(id);
    changed();
  }

  /** After all somebody does: `row` is what refused() gave. */
  function bringBack(row) {
    refused = [...refused, row];
    keep.put(row.id, row);
    changed();
  }

  function forget(each) {
    pending = pending.filter((other) => other !== each);
    changed();
  }

  return {
    flush,
    pending: () => pending,
    /** How many the server has not confirmed. */
    unsent: () => pending.filter((each) => each.state !== "taken").length,
    put,
    /** Take the last command of these `types` back, if it was never sent: true where there was one. */
    cancel(types) {
      const each = pending.findLast((one) => types.has(one.type));
      if (each?.state !== "waiting") return false;
      keep.drop(each.id);
      forget(each);
      each.resolve(null);
      return true;
    },
    refused: () => refused,
    putAway,
    bringBack,
    /** Send a refused command once more, under its own id; `changes` is what it now says otherwise. */
    retry(id, changes = {}) {
      const { place, type, data } = refused.find((each) => each.id === id);
      putAway(id);
      return put(place, type, { ...data, ...changes }, { id });
    },
    load() {
      loading = load().finally(() => (loading = null));
      return loading;
    },
    /** The room has come to `seq`: what was answered up to there is in it, and need not be guessed any more. */
    settled(seq) {
      const left = pending.filter((each) => each.state !== "taken" || each.seq > seq);
      if (left.length !== pending.length) {
        pending = left;
        changed();
      }
    },
  };
}
