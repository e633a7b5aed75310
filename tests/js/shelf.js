/** What a device keeps, as lib/keep.js gives it. */
export function shelf() {
  const rows = new Map();
  return { rows, put: async (key, value) => rows.set(key, structuredClone(value)), drop: async (key, when = () => true) => rows.has(key) && when(rows.get(key)) && rows.delete(key), all: async () => [...rows] };
}

/** Keep a device's shelf busy, as a slow disk does: what is put there now waits. Resolves with how to let go of it. */
export async function busy(factory, shelf) {
  const memory = await new Promise((done, fail) => {
    const opened = factory.open("concord");
    opened.onsuccess = () => done(opened.result);
    opened.onerror = fail;
  });
  let held = true;
  const store = memory.transaction(shelf, "readwrite").objectStore(shelf);
  const hold = () => held && (store.get("").onsuccess = hold);
  hold();
  return () => (held = false);
}
