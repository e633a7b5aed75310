import assert from "node:assert/strict";
import { test } from "node:test";
import { IDBFactory } from "fake-indexeddb";
import { openRoom } from "../../app/static/js/sync/room.js";
import { beginning, saidBy } from "../../app/static/js/state/writing.js";
import { room as snapshot } from "./room.js";
import { busy } from "./shelf.js";

/** A room on a line that answers as told: `enter` is a list of answers, one a question. */
function session(t, { enter = [], command = async () => ({ ok: true, seq: 8, data: {} }) } = {}) {
  const { mine, ...first } = snapshot();
  const hear = {};
  const asked = [];
  const heard = [];
  const line = {
    on: (event, act) => (hear[event] = act),
    connected: () => true,
    enter: async (place) => {
      asked.push(place.since ?? null);
      const answer = enter.shift();
      if (!answer) throw new Error("timeout");
      return { ok: true, mine, present: [], ...answer };
    },
    redial: () => asked.push("redial"),
    command,
    setText: async ({ value }) => ({ ok: true, value }),
    clock: async () => ({ now: new Date().toISOString(), seq: {} }),
    presence: (news) => heard.push(news),
    close: () => {},
  };
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const open = openRoom({ line, room: "r", workshop: "w", first: { snapshot: first, mine }, frame: (tell) => tell() });
  t.after(() => open.close());
  const event = (seq, data, more) => hear.event({ stream: "room:r", seq, type: "x.done", data, ...more });
  return { open, hear, asked, heard, event, state: () => open.store.get(), settle: () => new Promise((done) => setImmediate(done)) };
}

test("on the line it asks for what happened since the page was made", async (t) => {
  const { hear, asked, state, settle } = session(t, { enter: [{ seq: 8, events: [{ stream: "room:r", seq: 8, type: "ready.set", data: { set: { ready: 4 } } }] }] });
  hear.connect();
  await settle();
  assert.deepEqual(asked, [7]);
  assert.equal(state().ready, 4);
  assert.equal(state().line, "online");
});

test("when the server itself may have missed something, it says how far the room is, and the page asks for the rest", async (t) => {
  const late = { stream: "room:r", seq: 8, type: "ready.set", data: { set: { ready: 4 } } };
  const { hear, asked, state, settle } = session(t, { enter: [{ seq: 7, events: [] }, { seq: 8, events: [late] }] });
  hear.connect();
  await settle();
  hear.clock({ now: "2021-03-31T05:00:00.000Z", seq: { "room:r": 7 } });
  await settle();
  assert.deepEqual(asked, [7]);
  hear.clock({ now: "2021-03-31T05:00:00.000Z", seq: { "room:r": 8 } });
  await settle();
  assert.deepEqual(asked, [7, 7]);
  assert.equal(state().ready, 4);
});

test("a question without an answer is asked again, or nothing would ever be sent", async (t) => {
  const { hear, asked, state, settle } = session(t, { enter: [null, { seq: 7, events: [] }] });
  hear.connect();
  await settle();
  t.mock.timers.tick(2000);
  await settle();
  assert.deepEqual(asked, [7, 7]);
  assert.equal(state().line, "online");
});

test("an event heard while a fresh snapshot was on its way is fetched after it", async (t) => {
  const { mine: _, ...fresh } = snapshot();
  const late = { stream: "room:r", seq: 9, type: "ready.set", data: { set: { ready: 5 } } };
  const { hear, event, asked, state, settle } = session(t, { enter: [{ seq: 7, events: [] }, { seq: 8, snapshot: { ...fresh, seq: 8 } }, { seq: 9, events: [late] }] });
  hear.connect();
  await settle();
  event(8, {}, { reload: true });
  event(9, late.data);
  await settle();
  assert.deepEqual(asked, [7, null, 8]);
  assert.equal(state().ready, 5);
});

test("a line lost before the fresh snapshot came still owes it: nothing that is hidden now stays on the screen", async (t) => {
  const { mine: _, ...fresh } = snapshot();
  const { hear, event, asked, state, settle } = session(t, { enter: [{ seq: 7, events: [] }, null, { seq: 8, snapshot: { ...fresh, seq: 8, ready: 6 } }] });
  hear.connect();
  await settle();
  event(8, {}, { reload: true });
  await settle();
  hear.connect();
  await settle();
  assert.deepEqual(asked, [7, null, null]);
  assert.equal(state().ready, 6);
});

test("whoever is moved goes on reading that, and no second call writes over it", async (t) => {
  const refusal = { ok: false, error: { code: "not_found", detail: "There is nothing here." } };
  const { hear, open, asked, state, settle } = session(t, { enter: [{ seq: 7, events: [] }, refusal] });
  hear.connect();
  await settle();
  const asking = hear.connect();
  hear.goodbye({ reason: "moved" });
  hear.disconnect("io server disconnect");
  await asking;
  await settle();
  t.mock.timers.tick(5000);
  open.tell("Copied.", "ok");
  open.show({ notice: null });
  assert.deepEqual([state().line, state().over.go.href, state().ui.notice], ["refused", "/seat", null]);
  assert.deepEqual(asked, [7, 7]);
  assert.match(state().over.text, /moved/);
});

test("whoever comes back to a room that is not theirs any more is shown the way to their own", async (t) => {
  const { hear, state, settle } = session(t, { enter: [{ ok: false, error: { code: "not_found", detail: "There is nothing here." } }] });
  hear.connect();
  await settle();
  assert.deepEqual([state().line, state().over.go.href], ["refused", "/seat"]);
});

test("a server that cannot say who may come in is asked again, and nobody is sent away", async (t) => {
  const { hear, asked, state, settle } = session(t, { enter: [{ ok: false, error: { code: "unavailable", detail: "In a moment." } }, { seq: 7, events: [] }] });
  hear.connect();
  await settle();
  t.mock.timers.tick(2000);
  await settle();
  assert.deepEqual([asked, state().line, state().over], [[7, 7], "online", null]);
});

test("what one does is seen before the server has answered, and stays once it has", async (t) => {
  const { hear, open, event, state, settle } = session(t, { enter: [{ seq: 7, events: [] }] });
  hear.connect();
  await settle();
  const title = () => state().themes[0].title;
  const done = open.send("theme.rename", { theme: "t1", title: "Care" });
  assert.equal(title(), "Care");
  await done;
  assert.equal(title(), "Care");
  event(8, { put: { themes: [{ id: "t1", title: "Care" }] } });
  assert.equal(title(), "Care");
  assert.equal(state().unsent, 0);
});

test("a refusal is told, and what was shown too early is taken back", async (t) => {
  const command = async () => ({ ok: false, error: { code: "forbidden", detail: "Not in this stage." } });
  const { hear, open, state, settle } = session(t, { enter: [{ seq: 7, events: [] }], command });
  hear.connect();
  await settle();
  assert.equal(await open.send("theme.rename", { theme: "t1", title: "Care" }), null);
  assert.equal(state().themes[0].title, "One");
  assert.equal(state().ui.notice.text, "Not in this stage.");
});

test("what was cast for somebody else stays in sight once it is stored, and goes where writing for them ends", async (t) => {
  const sent = [];
  const command = async (asked) => (sent.push(asked), { ok: true, seq: 7, data: {} });
  const { open, hear, state, settle } = session(t, { enter: [{ seq: 7, events: [] }], command });
  hear.connect();
  await settle();
  open.show({ writing: beginning({ id: "kr2", name: "KR-02" }) });
  await open.send("ballot.cast", { poll: "p", choices: { c1: 1 } });
  assert.deepEqual(sent[0].data, { member: "kr2", poll: "p", choices: { c1: 1 } });
  assert.deepEqual([saidBy(state()).ballots, state().mine.ballots], [{ p: { c1: 1 } }, {}]);
  open.show({ writing: null });
  assert.deepEqual(saidBy(state()).ballots, {});
});

test("that a card is typed and not added is told as much, and nothing of it", async (t) => {
  const { hear, open, heard, settle } = session(t, { enter: [{ seq: 7, events: [] }] });
  hear.connect();
  await settle();
  open.drafts.write("card::", { title: "돌" });
  open.drafts.write("card::", { title: "돌봄" });
  open.drafts.write("comment:c1", { text: "Why" });
  open.drafts.write("card::", null);
  assert.deepEqual(heard, [{ room: "r", draft: true }, { room: "r", draft: true }, { room: "r" }]);
});

const WRITTEN = {
  commands: (open) => open.send("theme.rename", { theme: "t1", title: "Care" }),
  texts: (open) => open.texts.type("card:c1", "title", { before: "First", after: "First of all", row: "First" }),
  drafts: (open) => open.drafts.write("card::", { title: "Care" }),
};

for (const [shelf, write] of Object.entries(WRITTEN)) {
  test(`${shelf}: nothing is called kept, and the page asks before it is left, until the device has it`, async (t) => {
    globalThis.indexedDB = new IDBFactory();
    t.after(() => delete globalThis.indexedDB);
    const { open, state, settle } = session(t);
    const release = await busy(globalThis.indexedDB, shelf);
    assert.equal(open.leaving(), false);
    write(open);
    await settle();
    assert.deepEqual([state().lasting, state().keeping, open.leaving()], [true, shelf !== "drafts", true]);
    release();
    while (open.leaving()) await settle();
    t.mock.timers.tick(300);
    assert.deepEqual([state().lasting, state().keeping], [true, false]);
  });
}

test("refused words that no device keeps are asked about before the page is left", async (t) => {
  const command = async () => ({ ok: false, error: { code: "forbidden", detail: "Not in this stage." } });
  const { hear, open, state, settle } = session(t, { enter: [{ seq: 7, events: [] }], command });
  hear.connect();
  await settle();
  await open.send("card.add", { title: "Care" });
  assert.equal(open.leaving(), true);
  open.putAway(state().lost[0]);
  assert.equal(open.leaving(), false);
});
