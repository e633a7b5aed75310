// Commands on their way: each has its id from the start, goes out in order, and is sent again under that id until it is answered.

import { uuid } from "../lib/ids.js";

const AGAIN_MS = 2000;

export class Refused extends Error {
  constructor({ code, detail, errors, retry_after }) {
    super(detail);
    Object.assign(this, { code, errors, retry_after });
  }
}

/**
 * send(command) -> promise of the acknowledgement, rejected when none came; changed() whenever what is pending differs.
 * `online()` tells whether there is a line at all; flush() is called when there is one again. `seen()` is the room's present number:
 * an answered command stays pending until its event is in the room.
 */
export function createOutbox({ send, online, changed, seen = () => 0, wait = (ms) => new Promise((done) => setTimeout(done, ms)) }) {
  let pending = [];
  let busy = false;

  async function flush() {
    if (busy) return;
    busy = true;
    try {
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
    const { code, retry_after } = answer.error;
    if (code === "too_fast" || code === "unavailable") return wait(1000 * (retry_after ?? AGAIN_MS / 1000));
    forget(each);
    each.reject(new Refused(answer.error));
  }

  function taken(each, answer) {
    each.state = "taken";
    each.seq = each.place.workshop ? 0 : answer.seq;
    each.resolve(answer.data ?? {});
    if (each.seq <= seen()) forget(each);
    else changed();
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
    /** Resolves with the answer's data, rejects with Refused. `replaces`: a key; an unsent command of that key gives way to this one. */
    put(place, type, data, { id = uuid(), replaces = null } = {}) {
      const older = replaces && pending.find((each) => each.replaces === replaces && each.state === "waiting");
      if (older) {
        older.data = data;
        changed();
        return older.promise;
      }
      const each = { id, place, type, data, replaces, state: "waiting", seq: null };
      each.promise = new Promise((resolve, reject) => Object.assign(each, { resolve, reject }));
      pending = [...pending, each];
      changed();
      flush();
      return each.promise;
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
