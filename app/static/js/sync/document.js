// One shared text: a Yjs document. Its fields are edited by splices; what arrives is told as splices, so that a field keeps its caret.

import * as Y from "yjs";
import { through } from "../lib/splice.js";

const THEIRS = "theirs";
const PAUSE_MS = 500; // What is typed without a longer pause is one step of undo.

/** Who edits: a text field, so that it is not told of its own edits. `holds`: it has words that the text has not yet. */
export class Hand {
  constructor(hear = () => {}, give = () => {}) {
    Object.assign(this, { hear, give, holds: false });
  }
}

/**
 * `state`: what this device kept, or null. `edited(update)` is called with each of this device's own changes, `heard(field, splices, by)`
 * with every change of a field; `by` is the Hand that made it, undefined where it came from elsewhere.
 */
export function createDocument({ state = null, edited, heard }) {
  const doc = new Y.Doc();
  const undone = new Map();
  if (state) Y.applyUpdate(doc, state, THEIRS);

  doc.on("update", (update, origin) => origin !== THEIRS && edited(update));
  doc.on("afterTransaction", ({ changedParentTypes, origin }) => {
    for (const [type, events] of changedParentTypes) {
      const field = nameOf(type);
      if (field) heard(field, events.flatMap((event) => splices(event.delta)), origin instanceof Hand ? origin : undefined);
    }
  });

  const nameOf = (type) => [...doc.share].find(([, each]) => each === type)?.[0];
  const text = (field) => doc.getText(field);

  /** One's own steps in this field; others' words are not undone with them. */
  function steps(field) {
    if (!undone.has(field)) undone.set(field, new Y.UndoManager(text(field), { trackedOrigins: new Set([Hand]), captureTimeout: PAUSE_MS }));
    return undone.get(field);
  }

  function edit(field, { at, cuts, ins }, hand) {
    steps(field);
    doc.transact(() => {
      for (const [from, to] of [...cuts].reverse()) text(field).delete(from, to - from);
      if (ins) text(field).insert(at, ins);
    }, hand);
  }

  return {
    read: (field) => text(field).toString(),
    /** An edit of the text as it was before `splices` came in. */
    splice: (field, change, splices = [], hand = new Hand()) => edit(field, through(change, splices), hand),
    /** true: whether or not there was anything, this document looked after it. */
    undo(field) {
      steps(field).undo();
      return true;
    },
    redo(field) {
      steps(field).redo();
      return true;
    },
    /** Merge what the server sent; false where something before it is missing here. */
    merge(update) {
      Y.applyUpdate(doc, new Uint8Array(update), THEIRS);
      return !doc.store.pendingStructs && !doc.store.pendingDs;
    },
    state: () => Y.encodeStateAsUpdate(doc),
    vector: () => Y.encodeStateVector(doc),
    /** What a server with this state vector lacks, null where nothing. (A deletion leaves no trace in a vector.) */
    lackedBy(vector) {
      const theirs = Y.decodeStateVector(new Uint8Array(vector));
      const lacks = [...Y.decodeStateVector(Y.encodeStateVector(doc))].some(([client, clock]) => clock > (theirs.get(client) ?? 0));
      return lacks ? Y.encodeStateAsUpdate(doc, new Uint8Array(vector)) : null;
    },
    /** Where a caret or a selection is, as bytes that stay right whatever is typed before it. */
    mark(field, from, to) {
      const ends = from === to ? [from] : [from, to];
      const marks = ends.map((at) => Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text(field), at)));
      return Uint8Array.from([marks[0].length, ...marks.flatMap((mark) => [...mark])]);
    },
    /** [from, to] of a mark that another device made in this field; null where it is elsewhere or not known here. */
    find(field, bytes) {
      const type = text(field);
      try {
        const mark = new Uint8Array(bytes);
        const parts = [mark.slice(1, 1 + mark[0]), mark.slice(1 + mark[0])].filter((part) => part.length);
        const ends = parts.map((part) => Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(part), doc));
        return ends.length && ends.every((end) => end?.type === type) ? [ends[0].index, ends.at(-1).index] : null;
      } catch {
        return null;
      }
    },
    destroy: () => doc.destroy(),
  };
}

export const joined = (updates) => Y.mergeUpdates(updates);

/** A change as Yjs tells it, as splices one after the other. */
function splices(delta) {
  let at = 0;
  const found = [];
  for (const { retain = 0, insert = "", delete: del = 0 } of delta) {
    at += retain;
    if (insert || del) found.push({ at, del, ins: insert });
    at += insert.length;
  }
  return found;
}
