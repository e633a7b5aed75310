// One room, kept true: what the server said, what is on its way, and what the views may do. Views get this and never the socket.

import { sample } from "../lib/clock.js";
import { uuid } from "../lib/ids.js";
import { openKeep } from "../lib/keep.js";
import { t } from "../lib/words.js";
import { apply, withMine } from "../state/apply.js";
import { expect } from "../state/expect.js";
import { drafting, wordsIn } from "../state/drafts.js";
import { privately } from "../state/rights.js";
import { createStore } from "../state/store.js";
import { inTheName, UNHEARD } from "../state/writing.js";
import { createDrafts } from "./drafts.js";
import { farewell, shutFrom, withoutFarewell } from "./farewell.js";
import { createKept } from "./kept.js";
import { createOrder } from "./order.js";
import { createOutbox, Refused, wordsOf } from "./outbox.js";
import { withPresence } from "./presence.js";
import { createSteps, THEIRS } from "./steps.js";
import { createTexts } from "./texts.js";

const CLOCK_MS = 15_000;
const RESYNC_MS = 30_000;
const AGAIN_MS = 2000;
const CALM_MS = 300; // Said at once, “kept” would come and go with every key.

/** The seat is no longer one for this room: nothing of it stays on the device. */
const CLOSED = ["unauthenticated", "forbidden", "not_found"];

/**
 * `line`: what socket.js gives. `first`: {snapshot, mine, present} as it came with the page; `kept`: {at, ahead_ms} where that
 * came without a network. `page`: its address.
 */
export function openRoom({ line, room, workshop, first, page = `/rooms/${room}`, frame }) {
  let doing = {};
  let resting = false;
  let keeping = false;
  let calming = null;
  let changedAt = 0; // the number of the last event after which only a fresh snapshot is true
  let truth = { ...first.snapshot, mine: first.mine, present: first.present ?? [], desk: null, drafts: [], line: first.kept ? "offline" : "connecting", over: null, kept: first.kept ?? null, ui: {} };
  const store = createStore(truth, frame);
  const order = createOrder({ seq: truth.seq, take, ask: enter });
  const online = () => truth.line === "online";
  const owner = first.mine.member.id;
  const shelves = ["commands", "texts", "drafts"].map((shelf) => openKeep(shelf, { changed: stowed }));
  const [commands, texted, drafted] = shelves;
  const lasting = () => shelves.every((shelf) => shelf.lasting);
  const writing = () => commands.writing + texted.writing > 0;
  const kept = createKept({ page, member: owner, fresh: !first.kept });
  const numbers = new Map();
  const outbox = createOutbox({ send: line.command, online, changed: redraw, stored, seen: () => truth.seq, keep: commands, owner });
  const texts = createTexts({ ask: line.texts, online, changed: redraw, keep: texted, owner });
  const drafts = createDrafts({ room, owner, keep: drafted, tabs: otherTabs(), changed: retyped });
  const steps = createSteps({ undo, cancel: outbox.cancel, tell });
  const stream = `room:${room}`;

  function stored(each, seq) {
    const { id, type, place, data } = each;
    if (type === "undo") numbers.set(id, seq);
    else if (place.room === room) steps.stored(type, data.member && privately(truth) ? THEIRS : seq);
    if (data.member && UNHEARD.has(type)) truth = expect(truth, each);
  }

  async function undo(event) {
    const id = uuid();
    await outbox.put({ room }, "undo", { event }, { id });
    return numbers.get(id);
  }

  /** The device has what it was given, or keeps nothing any more. */
  function stowed() {
    if (!lasting()) return redraw();
    clearTimeout(calming);
    calming = setTimeout(() => {
      keeping = writing();
      redraw();
    }, CALM_MS);
  }

  function redraw() {
    keeping ||= writing();
    if (online() && !changedAt) kept.note(truth);
    const here = outbox.pending().filter(({ place }) => place.room === room || place.workshop);
    const guessed = here.reduce(expect, truth);
    const lost = [...outbox.refused().map((each) => ({ ...each, words: wordsOf(each) })), ...texts.refused()];
    store.set({ ...guessed, unsent: outbox.unsent() + texts.unsent(), lost, lasting: lasting(), keeping, composing: texts.composing() });
  }

  /** `whether` there is a draft at all is for the others, too. */
  function retyped(whether) {
    change({ drafts: drafts.all() });
    if (whether) present();
  }

  function change(patch) {
    truth = { ...truth, ...patch };
    redraw();
  }

  function take(event) {
    truth = apply(truth, event);
    if (event.reload) changedAt = event.seq;
    if (event.reload) enter(null);
    outbox.settled(truth.seq);
    redraw();
  }

  /** Come (back) into the room: with what happened since, or, where `since` is null or one is still owed, with a fresh snapshot. */
  async function enter(since) {
    let answer;
    try {
      answer = await line.enter(since === null || changedAt ? { room } : { room, since });
      if (!answer.ok && !CLOSED.includes(answer.error.code)) throw new Error(answer.error.code);
    } catch {
      // No answer, or none for the moment, although the line stands: everything waits for this, so it is asked again.
      if (line.connected()) setTimeout(() => enter(since), AGAIN_MS);
      return order.rest();
    }
    if (!answer.ok) return shutOut(answer.error);
    change({ ...withMine(truth, answer.mine), present: answer.present ?? truth.present, desk: answer.desk ?? truth.desk, line: "online", over: null, kept: null, ui: withoutFarewell(truth.ui) });
    if (answer.snapshot) {
      const heard = order.seq();
      truth = { ...truth, ...answer.snapshot };
      if (answer.snapshot.seq >= changedAt) changedAt = 0;
      order.reset(answer.snapshot.seq);
      // What was heard while the snapshot was on its way is not in it.
      order.check(heard);
    } else {
      for (const event of answer.events ?? []) order.receive(event);
      order.settle();
    }
    outbox.settled(truth.seq);
    redraw();
    if (resting || drafts.all().length) present();
    outbox.flush();
    texts.flush();
  }

  function shutOut(error) {
    order.rest();
    kept.forget();
    // What was said at the farewell says more than that there is nothing here.
    change({ line: "refused", over: truth.over ?? shutFrom(truth.mine.member, error) });
  }

  async function tick() {
    if (!line.connected()) return;
    const sent_ms = Date.now();
    try {
      const { now, seq } = await line.clock();
      sample(now, sent_ms, Date.now());
      if (seq?.[stream]) order.check(seq[stream]);
    } catch {
      // No answer: the next tick asks again.
    }
  }

  function tell(text, tone = "plain", undo = null) {
    change({ ui: { ...truth.ui, notice: { text, tone, undo } } });
  }

  line.on("connect", () => {
    enter(order.seq());
    tick();
  });
  line.on("disconnect", (reason) => {
    texts.unfollow();
    if (truth.over) return;
    change({ line: "offline", ui: { ...truth.ui, said: null } });
    if (reason === "io server disconnect") setTimeout(line.redial, 1500);
  });
  line.on("connect_error", (error) => {
    if (error?.data?.code === "unauthenticated") shutOut(error.data);
  });
  line.on("event", (event) => event.stream === stream && order.receive(event));
  // The server itself may have missed something, shared texts too.
  line.on("clock", ({ seq }) => {
    order.check(seq[stream] ?? 0);
    texts.resync();
  });
  line.on("text", (news) => texts.heard(news));
  line.on("mine", (mine) => mine.room === room && change(withMine(truth, mine)));
  line.on("desk", (desk) => desk.id === room && change({ desk }));
  line.on("presence", (news) => news.room === room && change({ present: withPresence(truth.present, news) }));
  line.on("goodbye", ({ reason }) => {
    const said = farewell(reason, truth.mine.member);
    if (said.passing) return change({ ui: { ...truth.ui, notice: said } });
    // The seat is not here any more: to call again would only be told, over these words, that there is nothing here.
    kept.forget();
    change({ line: "refused", over: said });
  });
  const ticking = [setInterval(tick, CLOCK_MS), setInterval(texts.resync, RESYNC_MS)];
  outbox.load().then((answers) => answers.forEach(told));
  texts.load();
  drafts.load();

  return {
    id: room,
    store,
    texts,
    drafts,
    tell,
    show: (patch) => change({ ui: { ...truth.ui, ...patch } }),
    presence(news) {
      doing = news;
      present();
    },
    /** Do something to the room, for whom one writes. A refusal is told to the person and passed on as `null`. */
    send: (type, data, options) => told(outbox.put({ room }, type, inTheName(store.get(), type, data), options)),
    /** The same for what belongs to the workshop: stages, timers, announcements of this one room. */
    drive: (type, data, options) => told(outbox.put({ workshop }, type, { ...data, rooms: [room] }, options)),
    /** What belongs to the workshop alone: questions and applause. */
    run: (type, data) => told(outbox.put({ workshop }, type, data)),
    /** What becomes of words that were refused: sent once more, with `changes`, or put away. */
    retry: (each, changes) => (each.doc ? texts.retry(each.id) : told(outbox.retry(each.id, changes))),
    putAway(each) {
      const shelf = each.doc ? texts : outbox;
      shelf.putAway(each.id);
      tell(t("Dismissed: “{words}”", { words: each.words }), "plain", () => shelf.bringBack(each));
    },
    undo: steps.undo,
    redo: steps.redo,
    history: (doc) => line.texts.history({ doc }),
    /** Nobody looks at the page: the others are told, and what is still in its fields is sent. */
    rest() {
      resting = true;
      present();
      texts.flush();
    },
    /** Somebody is back at it, and asks at once what was missed. */
    wake() {
      resting = false;
      present();
      tick();
    },
    /** The page may be loaded again. */
    keep: kept.flush,
    /** The page may be going: what is still being composed is sent. true where words would be lost that only this page holds. */
    leaving() {
      const composed = texts.composing();
      texts.flush();
      const words = outbox.unsent() + texts.unsent() + outbox.refused().length + texts.refused().length > 0 || drafts.all().some(wordsIn);
      return composed || (words && !(lasting() && shelves.every((shelf) => !shelf.writing)));
    },
    close() {
      ticking.forEach(clearInterval);
      clearTimeout(calming);
      drafts.close();
      line.close();
    },
  };

  function present() {
    line.presence({ room, ...doing, ...(drafting(drafts.all(), room) ? { draft: true } : {}), ...(resting ? { away: true } : {}) });
  }

  async function told(promise) {
    try {
      return await promise;
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      if (!refusal.kept) tell(refusal.message || t("That was not possible."), "stop");
      return null;
    }
  }
}

/** The other pages of this device, to which a draft typed here is told; null where the browser knows no way. */
function otherTabs() {
  return globalThis.BroadcastChannel ? new BroadcastChannel("drafts") : null;
}
