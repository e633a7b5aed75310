// Shared texts on this device: opened while somebody looks at them, sent as they are typed, kept on the device until they are stored.
// Until the server has told a text, what is typed is a draft: the text it was made from, and what has become of it.

import { createPause } from "../lib/pause.js";
import { diff, edits, rebase } from "../lib/splice.js";
import { uuid } from "../lib/ids.js";
import { NOTHING_KEPT } from "../lib/keep.js";
import { createDocument, Hand, joined } from "./document.js";
import { later as comesLater } from "./outbox.js";

const PAUSE_MS = 100;
const LONGEST_MS = 1500; // A key that is held down makes no pause: what it types is sent all the same.
const AGAIN_MS = 2000;
const MOST_BYTES = 48 * 1024;

/**
 * ask: {open({doc, vector}), update({doc, update}), close({doc})}, each a promise of its acknowledgement, rejected when none came.
 * `keep`: a shelf of the device's memory, on which only what `owner` wrote is read again.
 * A page: one text with its document, drafts [{field, base, value}], unsent updates, and the hands that hold its fields.
 */
export function createTexts({ ask, online, changed, keep = NOTHING_KEPT, owner = "", later = setTimeout, cancel = clearTimeout, clock = Date.now }) {
  const pages = new Map();
  const tab = uuid();
  let refused = [];

  function page(name) {
    if (pages.has(name)) return pages.get(name);
    const pause = createPause(() => push(pages.get(name)), { quiet_ms: PAUSE_MS, longest_ms: LONGEST_MS, later, cancel, clock });
    pages.set(name, renew({ name, pause, drafts: [], unsent: [], hands: new Map(), wrote: new Set(), dirty: new Set(), followed: false, whole: false, refusing: false, opening: false, sending: false, timer: null }));
    return pages.get(name);
  }

  /** The text's document, once the server (or this device's memory) has told it. */
  const told = (name) => (pages.get(name)?.told ? pages.get(name).document : null);

  /** A new document under a new client id: after a refusal, nothing of the old one may be sent on. */
  function renew(each, state = null) {
    each.document?.destroy();
    each.document = createDocument({ state, edited: (update) => edited(each, update), heard: (field, splices, by) => hear(each, field, splices, by) });
    each.told = Boolean(state);
    return each;
  }

  function edited(each, update) {
    each.unsent.push(update);
    remember(each);
    cancel(each.timer);
    each.pause.begin();
  }

  function hear(each, field, splices, by) {
    if (!each.told) return;
    for (const [hand, where] of each.hands) if (where === field && hand !== by) hand.hear(splices);
    changed();
  }

  const draft = (each, field) => each.drafts.findLast((one) => one.field === field);
  const unsettled = (each) => each.unsent.length > 0 || each.drafts.length > 0;
  /** Somebody composes in this text, or in this field of it, and the field has more than the text. */
  const composing = (each, field) => [...each.hands].some(([hand, where]) => hand.holds && (field === undefined || where === field));

  function read(name, field, row = "") {
    const each = pages.get(name);
    if (each?.told) return each.document.read(field);
    return (each && draft(each, field)?.value) ?? row;
  }

  /** `before`, the field's text, has become `after`; `splices` is what came into the room's text since it read `before`. */
  function type(name, field, { before, after, splices = [], row = "", hand }) {
    const each = page(name);
    each.wrote.add(field);
    each.dirty.add(field);
    if (each.told) each.document.splice(field, diff(before, after), splices, hand);
    else sketch(each, field, rebase(before, after, read(name, field, row)), row);
    changed();
  }

  function sketch(each, field, value, row) {
    const older = draft(each, field);
    if (older) older.value = value;
    else each.drafts.push({ field, base: row, value });
    remember(each);
    open(each);
  }

  const shelved = (each) => `${owner} ${each.name} ${tab}`;

  async function remember(each) {
    if (!unsettled(each)) return keep.drop(shelved(each));
    const { name, drafts, dirty } = each;
    const [state, unsent] = each.told ? [each.document.state(), each.unsent.length ? joined(each.unsent) : null] : [null, null];
    return keep.put(shelved(each), { owner, name, state, unsent, drafts, dirty: [...dirty] });
  }

  /** Read what this device kept of what its writer typed and nobody stored; another tab may have kept some of the same text. */
  async function load() {
    for (const [key, row] of await keep.all()) {
      if (row.owner !== owner) continue;
      if (row.error) refused.push(row);
      else recall(key, row);
    }
    changed();
    flush();
  }

  function recall(key, { name, state, unsent, drafts, dirty }) {
    const each = page(name);
    if (state && !each.told) renew(each, state);
    else if (state) each.document.merge(state);
    if (unsent) each.unsent.push(unsent);
    each.drafts.unshift(...drafts);
    dirty.forEach((field) => each.dirty.add(field) && each.wrote.add(field));
    remember(each);
    keep.drop(key);
  }

  /** Follow a text: what the server has comes here, what is here goes there. */
  async function open(each) {
    if (each.opening || each.sending || !online()) return;
    each.opening = true;
    let answer = null;
    try {
      answer = await ask.open({ doc: each.name, vector: each.document.vector() });
    } catch {
      // Unanswered: asked again below.
    }
    each.opening = false;
    if (answer?.ok) await opened(each, answer);
    else if (!answer || comesLater(answer.error)) online() && again(each, answer?.error);
    else if (unsettled(each)) await refuse(each, answer.error);
    release(each);
  }

  async function opened(each, { update, vector }) {
    each.followed = true;
    each.document.merge(update);
    const lacked = each.document.lackedBy(vector);
    if (lacked) each.unsent = [lacked];
    settle(each);
    // A draft that has become an edit must not become one again after a reload: the edit is kept before it is sent.
    await remember(each);
    changed();
    push(each);
  }

  /** The server has told the text: what was drafted meanwhile is made of it. */
  function settle(each) {
    const first = !each.told;
    for (const { field, base, value } of each.drafts.splice(0)) {
      const came = edits(base, each.document.read(field));
      for (const edit of edits(base, value)) each.document.splice(field, edit, came);
    }
    each.told = true;
    if (first) each.hands.forEach((_, hand) => hand.hear(null));
  }

  function again(each, error) {
    cancel(each.timer);
    each.timer = later(() => (each.followed ? push(each) : open(each)), error?.retry_after ? 1000 * error.retry_after : AGAIN_MS);
  }

  async function push(each) {
    cancel(each.timer);
    each.pause.end();
    if (each.sending || each.opening || !each.unsent.length || !online()) return;
    if (!each.followed) return open(each);
    each.sending = true;
    const sent = batch(each.unsent);
    let answer = null;
    try {
      answer = await ask.update({ doc: each.name, update: joined(sent) });
    } catch {
      // Unanswered: sent again, and a change already made changes nothing.
    }
    each.sending = false;
    if (answer?.ok) stored(each, sent);
    else if (!answer || comesLater(answer.error)) online() && again(each, answer?.error);
    else if (answer.error.code === "conflict" && !each.whole) await compare(each);
    else await refuse(each, answer.error);
    changed();
  }

  /** Something before this change may be missing there: all that is missing is sent. If that, too, is a conflict, the text is frozen. */
  async function compare(each) {
    each.whole = true;
    await open(each);
  }

  function stored(each, sent) {
    each.whole = false;
    each.unsent = each.unsent.filter((update) => !sent.includes(update));
    if (!each.unsent.length) each.dirty.clear();
    remember(each);
    if (each.unsent.length) each.timer = later(() => push(each), 0);
    else release(each);
  }

  /** The first of the unsent updates, as many as one message carries. */
  function batch(unsent) {
    let bytes = 0;
    return unsent.filter((update, i) => (bytes += update.length) <= MOST_BYTES || i === 0);
  }

  /** Nobody looks at it any more, and all of it is stored. */
  function release(each) {
    if (each.hands.size || unsettled(each) || each.sending || each.opening || pages.get(each.name) !== each) return;
    cancel(each.timer);
    each.pause.end();
    if (each.followed && online()) ask.close({ doc: each.name }).catch(() => {});
    each.document.destroy();
    pages.delete(each.name);
  }

  /**
   * The words stay as a copy for their writer, kept before anything else is asked; the document begins anew with what the room
   * has. All in one go: what is typed while the copy is being kept belongs to the new document.
   */
  async function refuse(each, error) {
    const edits = each.told ? [...each.dirty].map((field) => ({ field, value: each.document.read(field), base: "" })) : [];
    const copies = [...edits, ...each.drafts].map(({ field, value, base }) => ({ owner, id: uuid(), doc: each.name, field, base, words: value, error }));
    const kept = copies.map((words) => keep.put(words.id, words));
    Object.assign(each, { drafts: [], unsent: [], followed: false, whole: false, refusing: true });
    each.dirty.clear();
    renew(each);
    remember(each);
    each.hands.forEach((_, hand) => hand.hear(null));
    await Promise.all(kept);
    const now = await roomText(each);
    each.refusing = false;
    for (const words of copies) {
      const base = now(words.field) ?? words.base;
      if (words.words === base) keep.drop(words.id);
      else putAside({ ...words, base });
    }
    changed();
  }

  async function roomText(each) {
    try {
      const answer = await ask.open({ doc: each.name });
      if (answer.ok) await opened(each, answer);
    } catch {
      // Without a line the words are kept all the same.
    }
    return (field) => (each.told ? each.document.read(field) : null);
  }

  function putAside(words) {
    refused = [...refused, words];
    keep.put(words.id, words);
  }

  function putAway(id) {
    refused = refused.filter((words) => words.id !== id);
    keep.drop(id);
    changed();
  }

  function flush() {
    for (const each of [...pages.values()]) for (const hand of each.hands.keys()) hand.give();
    for (const each of [...pages.values()]) (each.followed ? push : open)(each);
  }

  return {
    read,
    type,
    load,
    hand: (hear, give) => new Hand(hear, give),
    /** The field of this hand has words that are being composed and that the text has not. */
    holds(hand, whether) {
      if (hand.holds === whether) return;
      hand.holds = whether;
      changed();
    },
    /** Somebody composes words that only the page has. */
    composing: () => [...pages.values()].some((each) => composing(each)),
    /**
     * `hand` holds this field from now on; returns how to let it go. hand.hear(splices): the text has changed; null: it is another.
     * hand.give(): what is being composed is wanted now.
     */
    hold(name, field, hand) {
      const each = page(name);
      each.hands.set(hand, field);
      if (!each.followed) open(each);
      return () => {
        each.hands.delete(hand);
        push(each);
        release(each);
      };
    },
    /** false where the text is a draft still: the browser's own undo knows it. */
    undo: (name, field) => told(name)?.undo(field) ?? false,
    redo: (name, field) => told(name)?.redo(field) ?? false,
    mark: (name, field, from, to) => told(name)?.mark(field, from, to) ?? null,
    find: (name, field, mark) => told(name)?.find(field, mark) ?? null,
    /** The server tells what somebody typed. */
    heard({ doc, update }) {
      const each = pages.get(doc);
      if (each?.followed && !each.document.merge(update)) open(each);
    },
    /** The line is gone: the server will not tell any more. */
    unfollow: () => pages.forEach((each) => (each.followed = false)),
    /** Something may have been lost on its way: compare with the server. */
    resync: () => pages.forEach((each) => each.followed && open(each)),
    state(name, field) {
      const each = pages.get(name);
      if (!each) return { kind: "saved" };
      const holds = composing(each, field);
      if (!holds && !each.wrote.has(field)) return { kind: "saved" };
      return { kind: holds || unsettled(each) ? (online() ? "saving" : "waiting") : "saved", touched: true };
    },
    unsent: () => [...pages.values()].filter((each) => unsettled(each) || each.refusing || composing(each)).length,
    /** Now, not in a moment: the field was left, the page is going, or the line is back. */
    flush,
    /** What was refused: [{id, doc, field, words, error}]. */
    refused: () => refused,
    putAway,
    /** Somebody wants refused words after all that were put away. */
    bringBack(words) {
      putAside(words);
      changed();
    },
    /** Put refused words into the room's text once more. */
    retry(id) {
      const { doc, field, base, words } = refused.find((each) => each.id === id);
      putAway(id);
      const now = read(doc, field, base);
      type(doc, field, { before: now, after: rebase(base, words, now), row: base });
    },
  };
}
