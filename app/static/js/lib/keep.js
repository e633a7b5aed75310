// What this device keeps of what is not yet stored elsewhere: it survives a reload, a crash and hours without a line.

const NAME = "concord";
const VERSION = 2;
const SHELVES = ["commands", "texts", "drafts"];

/** A shelf for where nothing is to be kept. */
export const NOTHING_KEPT = { put: async () => {}, drop: async () => {}, all: async () => [] };

/**
 * One shelf of the device's memory: put(key, value), drop(key), all() -> [[key, value]], each a promise.
 * Where the browser keeps nothing (a private window, a full disk) `lasting` turns false, and all is as if it were empty.
 */
export function openKeep(shelf, { factory = globalThis.indexedDB } = {}) {
  const keep = { lasting: Boolean(factory), put, drop, all };
  let opened = null;

  function base() {
    opened ??= new Promise((done, fail) => {
      const wanted = factory.open(NAME, VERSION);
      wanted.onupgradeneeded = () => SHELVES.filter((name) => !wanted.result.objectStoreNames.contains(name)).forEach((name) => wanted.result.createObjectStore(name));
      wanted.onsuccess = () => {
        // A page of a later release waits for this one to let go.
        wanted.result.onversionchange = () => wanted.result.close();
        done(wanted.result);
      };
      // A page of an earlier release holds on to its memory: better to keep nothing than to wait for it.
      wanted.onerror = wanted.onblocked = () => fail(wanted.error);
    });
    return opened;
  }

  /** `deed(store)` in a transaction of its own; resolves once it is on the disk. */
  async function within(mode, deed, otherwise) {
    if (!keep.lasting) return otherwise;
    try {
      const transaction = (await base()).transaction(shelf, mode);
      const request = deed(transaction.objectStore(shelf));
      await new Promise((done, fail) => {
        transaction.oncomplete = done;
        transaction.onerror = transaction.onabort = () => fail(transaction.error);
      });
      return request?.result ?? otherwise;
    } catch {
      keep.lasting = false;
      return otherwise;
    }
  }

  function put(key, value) {
    return within("readwrite", (store) => store.put(value, key));
  }

  function drop(key) {
    return within("readwrite", (store) => store.delete(key));
  }

  async function all() {
    const rows = [];
    await within("readonly", (store) => {
      const walk = store.openCursor();
      walk.onsuccess = () => {
        const cursor = walk.result;
        if (!cursor) return;
        rows.push([cursor.key, cursor.value]);
        cursor.continue();
      };
    });
    return rows;
  }

  return keep;
}
