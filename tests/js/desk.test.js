import assert from "node:assert/strict";
import { test } from "node:test";
import { openDesk } from "../../app/static/js/sync/desk.js";

const room = (id, seq, more) => ({ id, seq, name: id.toUpperCase(), poll: null, joint: [], private: 0, ...more });

/** A console on a line that takes every command; `read` answers with what the room is, and counts. */
async function console_(t, { rooms = [room("kr", 7), room("jp", 3)], refusals = [], command = async () => ({ ok: true, seq: 8, data: {} }) } = {}) {
  const [hear, asked, sent, boards] = [{}, [], [], new Map(rooms.map((each) => [each.id, { seq: each.seq }]))];
  const first = { seq: 1, workshop: { id: "w" }, rooms, polls: [], questions: [], screen: {} };
  const line = {
    on: (event, act) => (hear[event] = act),
    connected: () => true,
    enter: async () => (refusals.length ? { ok: false, error: refusals.shift() } : { ok: true, ...first, present: [] }),
    command: (given) => (sent.push(given), command(given)),
    clock: async () => ({ now: new Date().toISOString(), seq: {} }),
    close: () => {},
  };
  const read = async (id) => (asked.push(id), boards.get(id) ?? null);
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const desk = openDesk({ line, workshop: "w", first, frame: (tell) => tell(), read });
  t.after(() => desk.close());
  const settle = () => new Promise((done) => setImmediate(done));
  hear.connect();
  await settle();
  return { desk, hear, asked, sent, boards, settle, state: () => desk.store.get() };
}

test("the room that is looked at is read again after its tile has moved on, once in two seconds", async (t) => {
  const { desk, hear, asked, boards, settle, state } = await console_(t);
  await desk.look("kr");
  boards.set("kr", { seq: 9 });
  hear.tile(room("kr", 8));
  hear.tile(room("kr", 9));
  hear.tile(room("jp", 4));
  t.mock.timers.tick(2000);
  await settle();
  t.mock.timers.tick(2000);
  await settle();
  assert.deepEqual(asked, ["kr", "kr"]);
  assert.equal(state().looked.snapshot.seq, 9);
});

test("a room that cannot be read for a moment keeps what was known of it, and is tried again", async (t) => {
  const { desk, hear, boards, settle, state } = await console_(t);
  await desk.look("kr");
  boards.delete("kr");
  hear.tile(room("kr", 8));
  t.mock.timers.tick(2000);
  await settle();
  assert.deepEqual(state().looked, { room: "kr", snapshot: { seq: 7 }, failed: true });
  boards.set("kr", { seq: 8 });
  t.mock.timers.tick(2000);
  await settle();
  assert.deepEqual(state().looked, { room: "kr", snapshot: { seq: 8 }, failed: false });
});

test("a step in each room goes on where one room refuses it, and tells which", async (t) => {
  const error = { code: "conflict", detail: "Close the vote first" };
  const { desk, sent } = await console_(t, { command: async ({ room }) => (room === "kr" ? { ok: false, error } : { ok: true, seq: 4, data: {} }) });
  const [kr, jp] = desk.store.get().rooms;
  const told = await desk.each([[kr, "poll.reveal", { poll: "1" }], [jp, "poll.reveal", { poll: "2" }]]);
  assert.deepEqual(told, { done: [jp], refused: [{ room: kr, reason: "Close the vote first" }] });
  assert.deepEqual(sent.map(({ room, type, data }) => [room, type, data.poll]), [["kr", "poll.reveal", "1"], ["jp", "poll.reveal", "2"]]);
});

test("a console that came in too fast comes in a moment later", async (t) => {
  const { settle, state } = await console_(t, { refusals: [{ code: "too_fast", retry_after: 3 }, { code: "unavailable" }] });
  assert.equal(state().line, "connecting");
  t.mock.timers.tick(3000);
  await settle();
  assert.equal(state().line, "connecting");
  t.mock.timers.tick(2000);
  await settle();
  assert.equal(state().line, "online");
});

test("the console asks before it is left while a command has no answer", async (t) => {
  let answer;
  const { desk, settle } = await console_(t, { command: () => new Promise((done) => (answer = done)) });
  assert.equal(desk.leaving(), false);
  desk.run("applause.start", {});
  await settle();
  assert.equal(desk.leaving(), true);
  answer({ ok: true, seq: 8, data: {} });
  await settle();
  assert.equal(desk.leaving(), false);
});
