// What this device keeps of what is not yet stored elsewhere: it survives a reload, a crash and hours without a line.

const NAME = "concord";
const VERSION = 2;
const SHELVES = ["commands", "texts", "drafts"];
const PATIENCE_MS = 5000; // Some browsers never answer: longer than this nobody's words wait for the device.
const TICKS = 5;

/** A shelf for where nothing is to be kept. */
export const NOTHING_KEPT = { put: async () => {}, drop: async () => {}, all: async () => [] };

/**
 * One shelf of the device's memory: put(key, value), drop(key, when), all() -> [[key, value]], each a promise that is never rejected
 * and never waits longer than `patience_ms`. Where the browser keeps nothing (a private window, a full disk, no answer) `lasting`
 * turns false for good, and all is as if it were empty. `writing`: how many values are put and not on the disk yet; a page that is
 * closed now may lose them. `changed()` is called when the last of them is there, and when `lasting` turns false.
 */
export function openKeep(shelf, { factory = globalThis.indexedDB, patience_ms = PATIENCE_MS, changed = () => {} } = {}) {
  const keep = { lasting: Boolean(factory), writing: 0, put, drop, all };
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

  /** `deed(store)` in a transaction of its own; resolves once it is on the disk, or given up. */
  async function within(mode, deed) {
    if (!keep.lasting) return;
    let transaction = null;
    const work = async () => {
      const memory = await base();
      if (!keep.lasting) return; // Too late: the page already works without it.
      transaction = memory.transaction(shelf, mode);
      deed(transaction.objectStore(shelf));
      await new Promise((done, fail) => {
        transaction.oncomplete = done;
        transaction.onerror = transaction.onabort = () => fail(transaction.error);
      });
    };
    try {
      await inTime(work(), patience_ms);
    } catch {
      giveUp(transaction);
    }
  }

  /** What is still under way must not arrive later: it would be older than what the page has sent by then. */
  function giveUp(transaction) {
    const first = keep.lasting;
    keep.lasting = false;
    try {
      transaction?.abort();
    } catch {
      // It had ended by itself.
    }
    if (first) changed();
  }

  async function put(key, value) {
    keep.writing++;
    await within("readwrite", (store) => store.put(value, key));
    keep.writing--;
    if (keep.lasting && !keep.writing) changed();
  }

  /** `when(kept)`: only if this is so of what is kept there now, which another page may have written since. */
  function drop(key, when = () => true) {
    return within("readwrite", (store) => {
      const kept = store.get(key);
      kept.onsuccess = () => kept.result !== undefined && when(kept.result) && store.delete(key);
    });
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
    return [...rows];
  }

  return keep;
}

/** Rejects when `work` takes too long. In ticks: a phone that has slept is not a device that does not answer. */
async function inTime(work, patience_ms) {
  let timer;
  const late = new Promise((_, fail) => {
    const tick = (left) => (timer = setTimeout(() => (left ? tick(left - 1) : fail(new Error("no answer"))), patience_ms / TICKS));
    tick(TICKS - 1);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
