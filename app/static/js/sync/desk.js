// A workshop's console, kept true: one tile a room, what is on its way, and what a facilitator may do. Views get this and never the socket.

import { sample } from "../lib/clock.js";
import { t } from "../lib/words.js";
import { createStore } from "../state/store.js";
import { withTile } from "../state/tiles.js";
import { farewell, withoutFarewell } from "./farewell.js";
import { createOutbox, later, Refused } from "./outbox.js";
import { withPresence } from "./presence.js";

const CLOCK_MS = 15_000;
const FRESH_MS = 1000;
const LOOK_MS = 2000;
const AGAIN_S = 2;
const SPOKEN_ELSEWHERE = /^(stage\.started|timer\.|announcement\.|room\.locked|plenary\.|applause\.)/;

/** What is said when unusually many people join with the code: how many did in the last minute, and how many may. */
function crowd({ lately, most }) {
  if (lately >= most) return t("Joining is limited: {n} people joined with the code in the last minute. More can join in a moment.", { n: lately });
  return t("Unusually many people are joining: {n} in the last minute. In set-up, under “People”, you can remove several together.", { n: lately });
}

/** `line`: what socket.js gives. `first`: {seq, workshop, rooms, questions, screen} as it came with the page. */
export function openDesk({ line, workshop, first, frame, read = fetchSnapshot }) {
  let truth = { present: [], ...first, line: "connecting", looked: null, ui: {} };
  const store = createStore(truth, frame);
  // No tile guesses ahead of the server: what is answered is done, and its tile is on its way.
  const outbox = createOutbox({ send: line.command, online: () => truth.line === "online", changed: () => change({}), seen: () => Infinity });
  const stream = `workshop:${workshop}`;
  let freshening = null;
  let looking = null;

  function change(patch) {
    truth = { ...truth, ...patch };
    store.set({ ...truth, unsent: outbox.unsent() });
  }

  async function enter() {
    let answer;
    try {
      answer = await line.enter({ workshop });
    } catch {
      return;
    }
    if (!answer.ok && later(answer.error)) return setTimeout(enter, 1000 * (answer.error.retry_after ?? AGAIN_S));
    if (!answer.ok) {
      change({ line: "refused" });
      return truth.ui.notice?.passing === false ? null : tell(answer.error.detail, "stop");
    }
    change({ seq: answer.seq, workshop: answer.workshop, rooms: answer.rooms, polls: answer.polls, questions: answer.questions, screen: answer.screen, present: answer.present, line: "online", ui: withoutFarewell(truth.ui) });
    outbox.flush();
    follow();
  }

  /** Rooms and people come and go rarely: then everything is asked for anew, at most once a second. */
  function freshen() {
    freshening ??= setTimeout(() => {
      freshening = null;
      enter();
    }, FRESH_MS);
  }

  function hear(event) {
    if (event.stream !== stream || event.seq <= truth.seq) return;
    const missed = event.seq > truth.seq + 1;
    change({ seq: event.seq });
    if (event.data.lately) tell(crowd(event.data), "stop");
    if (missed || !SPOKEN_ELSEWHERE.test(event.type)) freshen();
  }

  async function tick() {
    if (!line.connected()) return;
    const sent_ms = Date.now();
    try {
      const { now, seq } = await line.clock();
      sample(now, sent_ms, Date.now());
      if (seq?.[stream] > truth.seq) freshen();
    } catch {
      // No answer: the next tick asks again.
    }
  }

  /** The room that is looked at is read again when its tile has moved on, at most once in two seconds. */
  function follow() {
    const { room, snapshot } = truth.looked ?? {};
    const tile = truth.rooms.find((each) => each.id === room);
    if (!tile || truth.line !== "online" || tile.seq <= (snapshot?.seq ?? 0)) return;
    looking ??= setTimeout(async () => {
      await readLooked();
      looking = null;
      follow();
    }, LOOK_MS);
  }

  async function readLooked() {
    const { room } = truth.looked;
    const snapshot = await read(room);
    const { looked } = truth;
    if (looked.room === room && !(snapshot?.seq < looked.snapshot?.seq)) change({ looked: { room, snapshot: snapshot ?? looked.snapshot, failed: !snapshot } });
  }

  function tell(text, tone = "plain", undo = null) {
    change({ ui: { ...truth.ui, notice: { text, tone, undo } } });
  }

  line.on("connect", () => {
    enter();
    tick();
  });
  line.on("disconnect", (reason) => {
    change({ line: "offline" });
    if (reason === "io server disconnect") setTimeout(line.redial, 1500);
  });
  line.on("connect_error", (error) => error?.data?.code === "unauthenticated" && change({ line: "refused" }));
  line.on("clock", ({ seq }) => seq[stream] > truth.seq && freshen());
  line.on("event", hear);
  line.on("tile", (tile) => {
    change({ rooms: withTile(truth.rooms, tile) });
    follow();
  });
  line.on("presence", (news) => news.workshop === workshop && change({ present: withPresence(truth.present, news) }));
  line.on("screen", (screen) => change({ screen }));
  line.on("goodbye", ({ reason }) => change({ ui: { ...truth.ui, notice: farewell(reason) } }));
  const ticking = setInterval(tick, CLOCK_MS);

  return {
    id: workshop,
    store,
    tell,
    show: (patch) => change({ ui: { ...truth.ui, ...patch } }),
    /** Do something to `rooms` (ids). A refusal is told to the person and passed on as `null`. */
    drive: (type, data, rooms) => told(outbox.put({ workshop }, type, { ...data, rooms })),
    /** Do something to the workshop as a whole. */
    run: (type, data) => told(outbox.put({ workshop }, type, data)),
    /** Do something in one room. */
    at: (room, type, data) => told(outbox.put({ room }, type, data)),
    /** Read a room from outside, and follow it: its last result, its measures, its people. */
    async look(room) {
      change({ looked: { room, snapshot: truth.looked?.room === room ? truth.looked.snapshot : null } });
      await readLooked();
    },
    /** Open a dialog about `rooms` (ids); what is on their boards is read meanwhile. */
    async ask(dialog) {
      change({ ui: { ...truth.ui, dialog } });
      const boards = (await Promise.all(dialog.rooms.map(read))).filter(Boolean);
      const now = truth.ui.dialog;
      if (now?.kind === dialog.kind && now.rooms === dialog.rooms) change({ ui: { ...truth.ui, dialog: { ...now, boards } } });
    },
    /** [[room, type, data]]: a command in each room, one after the other; a refused one stops no other. {done: [room], refused: [{room, reason}]} */
    async each(asked) {
      const answers = await Promise.allSettled(asked.map(([room, type, data]) => outbox.put({ room: room.id }, type, data)));
      const of = (status) => answers.flatMap((answer, n) => (answer.status === status ? [{ room: asked[n][0], reason: answer.reason?.message }] : []));
      return { done: of("fulfilled").map(({ room }) => room), refused: of("rejected") };
    },
    /** What is not sent yet is nowhere but on this page. */
    leaving: () => outbox.unsent() > 0,
    close() {
      clearInterval(ticking);
      clearTimeout(looking);
      line.close();
    },
  };

  async function told(promise) {
    try {
      return await promise;
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      tell(refusal.message || t("That was not possible."), "stop");
      return null;
    }
  }
}

async function fetchSnapshot(room) {
  try {
    const answer = await fetch(`/api/v1/rooms/${room}?as=account`, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
