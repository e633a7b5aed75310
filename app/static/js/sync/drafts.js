// What is typed and not handed in yet: a new card, a comment. It is kept on this device for its seat and never sent while it is a draft.

import { NOTHING_KEPT } from "../lib/keep.js";

/**
 * A draft: {name, room, value: {field: text}}, one a name in a room. `changed()` whenever one appears, goes or was read again;
 * what stands in it is read when it is drawn. `keep`: a shelf of the device's memory; `owner`: the seat.
 */
export function createDrafts({ room = "", owner = "", keep = NOTHING_KEPT, changed = () => {} } = {}) {
  const rows = new Map();
  const key = (each) => `${owner} ${each.room} ${each.name}`;

  /** `value`: null where nothing is left of it. `where`: a draft of another room. */
  function write(name, value, where = room) {
    const each = { owner, room: where, name, value };
    const known = rows.has(key(each));
    if (value) rows.set(key(each), each);
    else rows.delete(key(each));
    if (value) keep.put(key(each), each);
    else keep.drop(key(each));
    if (known !== Boolean(value)) changed();
  }

  return {
    write,
    /** {field: text}, empty where there is no such draft. */
    read: (name) => rows.get(key({ room, name }))?.value ?? {},
    all: () => [...rows.values()],
    /** What this device kept; what has been typed meanwhile is newer. */
    async load() {
      const kept = (await keep.all()).filter(([, each]) => each.owner === owner);
      for (const [at, each] of kept) if (!rows.has(at)) rows.set(at, each);
      if (kept.length) changed();
    },
  };
}
