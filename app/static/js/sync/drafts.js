// What is typed and not sent yet: a new card, a note, a question, a comment. It is kept on this device for its seat and never sent while it is a draft.

import { uuid } from "../lib/ids.js";
import { NOTHING_KEPT } from "../lib/keep.js";

/**
 * A draft: {name, room, value: {field: text}, at}, one a name in a room; `at` (ms) is later with every change of it, and says which of
 * two is the newer one. `changed(whether)` with every change; true where one has appeared or gone. `keep`: a shelf of the device's
 * memory; `owner`: the seat; `tabs`: a BroadcastChannel to the other pages of this device, or null.
 */
export function createDrafts({ room = "", owner = "", keep = NOTHING_KEPT, tabs = null, changed = () => {} } = {}) {
  const rows = new Map();
  const key = (each) => `${owner} ${each.room} ${each.name}`;
  const unread = new Set(); // Typed before the device was read: what it kept there has not been seen.
  let reading = null;
  let last = 0;

  /** `value`: null where nothing is left of it. `where`: a draft of another room. */
  function write(name, value, where = room) {
    const known = rows.get(key({ room: where, name }));
    if (!value) return known && erase(known);
    last = Math.max(Date.now(), last + 1, (known?.at ?? 0) + 1);
    const row = { owner, room: where, name, value, at: last };
    if (reading) unread.add(key(row));
    rows.set(key(row), row);
    keep.put(key(row), row);
    tabs?.postMessage({ typed: row });
    changed(!known);
  }

  /** This draft is sent or dismissed. What has been typed since, here or in another page, stays. */
  function erase(row) {
    keep.drop(key(row), (kept) => !newer(kept, row));
    tabs?.postMessage({ gone: row });
    forget(row);
  }

  function forget(row) {
    const known = rows.get(key(row));
    if (!known || newer(known, row)) return;
    rows.delete(key(row));
    changed(true);
  }

  function hear({ typed, gone }) {
    if ((typed ?? gone).owner !== owner) return;
    if (gone) return forget(gone);
    const known = rows.get(key(typed));
    if (known && !newer(typed, known)) return;
    rows.set(key(typed), typed);
    changed(!known);
  }

  if (tabs) tabs.onmessage = ({ data }) => hear(data);

  async function load() {
    reading = keep.all();
    const kept = (await reading).filter(([, each]) => each.owner === owner);
    reading = null;
    for (const [at, each] of kept) {
      if (unread.has(at)) write(copyOf(each.name), each.value, each.room);
      else if (!rows.has(at)) rows.set(at, each);
    }
    if (kept.length) changed(true);
  }

  return {
    write,
    erase,
    /** After all somebody wants it; where something else has been typed in its place, beside that. */
    bringBack: ({ name, value, room: where }) => write(rows.has(key({ room: where, name })) ? copyOf(name) : name, value, where),
    /** {field: text}, empty where there is no such draft. */
    read: (name) => rows.get(key({ room, name }))?.value ?? {},
    all: () => [...rows.values()],
    /** What this device kept. What has been typed meanwhile stands in its place, and what was kept beside it. */
    load,
    close: () => tabs?.close(),
  };
}

const newer = (one, other) => (one.at ?? 0) > (other.at ?? 0);

/** A name for words whose place is taken: no form shows them. */
const copyOf = (name) => `${name.split("#")[0]}#${uuid()}`;
