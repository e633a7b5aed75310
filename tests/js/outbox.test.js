import assert from "node:assert/strict";
import { test } from "node:test";
import { createOutbox, Refused } from "../../app/static/js/sync/outbox.js";
import { shelf } from "./shelf.js";

/** A server that answers as told: a function of the command, or silence (throws). */
function post(answer, { online = true, keep, owner } = {}) {
  const sent = [];
  const world = { online, sent };
  const send = async (command) => {
    sent.push(command);
    return answer(command, sent.length);
  };
  world.outbox = createOutbox({ send, online: () => world.online, changed: () => {}, wait: () => Promise.resolve(), keep, owner });
  return world;
}

const ok = (seq, data = {}) => ({ ok: true, seq, data });

test("commands go out in order, one answered before the next", async () => {
  const { outbox, sent } = post((command, n) => ok(n, { card: command.id }));
  const [first, second] = await Promise.all([outbox.put({ room: "r" }, "card.add", {}, { id: "1" }), outbox.put({ room: "r" }, "card.move", {}, { id: "2" })]);
  assert.deepEqual(sent.map((command) => command.id), ["1", "2"]);
  assert.deepEqual([first, second], [{ card: "1" }, { card: "2" }]);
});

test("a command without an answer is sent again under the same id", async () => {
  const { outbox, sent } = post((_, n) => {
    if (n === 1) throw new Error("timeout");
    return ok(1);
  });
  await outbox.put({ room: "r" }, "card.add", { title: "x" });
  assert.equal(sent.length, 2);
  assert.equal(sent[0].id, sent[1].id);
});

test("without a line it waits, and goes when the line is back", async () => {
  const world = post(() => ok(3), { online: false });
  const answer = world.outbox.put({ room: "r" }, "card.add", {});
  assert.equal(world.outbox.unsent(), 1);
  assert.deepEqual(world.sent, []);
  world.online = true;
  world.outbox.flush();
  await answer;
  assert.equal(world.outbox.unsent(), 0);
});

test("a refusal says why, and the next command goes on", async () => {
  const { outbox } = post((command) => (command.id === "1" ? { ok: false, error: { code: "forbidden", detail: "Not now." } } : ok(1)));
  const first = outbox.put({ room: "r" }, "card.add", {}, { id: "1" });
  const second = outbox.put({ room: "r" }, "card.add", {}, { id: "2" });
  await assert.rejects(first, (error) => error instanceof Refused && error.code === "forbidden" && error.message === "Not now.");
  await second;
});

test("too fast is not a refusal: it waits and goes again", async () => {
  const { outbox, sent } = post((_, n) => (n === 1 ? { ok: false, error: { code: "too_fast", detail: "", retry_after: 1 } } : ok(1)));
  await outbox.put({ room: "r" }, "ballot.cast", {});
  assert.equal(sent.length, 2);
});

test("of many fast taps the last is never lost", async () => {
  const { outbox, sent } = post((_, n) => ok(n));
  const taps = [1, 2, 3, 4].map((n) => outbox.put({ room: "r" }, "ballot.cast", { choices: { c: n } }, { replaces: "ballot" }));
  await Promise.all(taps);
  assert.deepEqual(sent.map((command) => command.data.choices.c), [1, 4]);
});

test("a tap after a ballot was withdrawn comes after it, and none before it is lost", async () => {
  const { outbox, sent } = post((_, n) => ok(n));
  const tap = (n) => outbox.put({ room: "r" }, "ballot.cast", { n }, { replaces: "ballot" });
  const withdraw = (n) => outbox.put({ room: "r" }, "ballot.withdraw", { n }, { replaces: "ballot" });
  await Promise.all([tap(1), tap(2), withdraw(3), withdraw(4), tap(5), tap(6)]);
  assert.deepEqual(sent.map(({ type, data }) => [type, data.n]), [["ballot.cast", 1], ["ballot.cast", 2], ["ballot.withdraw", 4], ["ballot.cast", 6]]);
});

test("an answered command is shown until its event is there", async () => {
  const { outbox } = post(() => ok(9));
  await outbox.put({ room: "r" }, "card.add", {});
  assert.equal(outbox.pending().length, 1);
  outbox.settled(8);
  assert.equal(outbox.pending().length, 1);
  outbox.settled(9);
  assert.equal(outbox.pending().length, 0);
});

test("an answer that comes after its event leaves nothing pending", async () => {
  const outbox = createOutbox({ send: async () => ok(9), online: () => true, changed: () => {}, seen: () => 9 });
  await outbox.put({ room: "r" }, "card.add", {});
  assert.equal(outbox.pending().length, 0);
});

const never = () => assert.fail("there is no line");
const card = (title) => ({ title });
const refusal = (code, detail = "Not now.") => ({ ok: false, error: { code, detail } });

test("what was not sent before the page went is sent by the next page, in order and before anything new", async () => {
  const keep = shelf();
  const before = post(never, { online: false, keep, owner: "m" }).outbox;
  before.put({ room: "r" }, "card.add", card("one"), { id: "1" });
  before.put({ room: "r" }, "card.add", card("two"), { id: "2" });
  const { outbox, sent } = post((command, n) => ok(n), { keep, owner: "m" });
  const kept = outbox.load();
  await outbox.put({ room: "r" }, "card.add", card("three"), { id: "3" });
  await Promise.all(await kept);
  assert.deepEqual(sent.map(({ id, data }) => [id, data.title]), [["1", "one"], ["2", "two"], ["3", "three"]]);
  assert.equal(keep.rows.size, 0);
});

test("of many fast taps the last is kept", async () => {
  const keep = shelf();
  const before = post(never, { online: false, keep, owner: "m" }).outbox;
  for (const n of [1, 2, 3]) before.put({ room: "r" }, "ballot.cast", { choices: { c: n } }, { replaces: "ballot" });
  const { outbox, sent } = post(() => ok(1), { keep, owner: "m" });
  outbox.load();
  await outbox.flush();
  assert.deepEqual(sent.map((command) => command.data.choices.c), [3]);
});

test("what somebody else wrote on this device is neither sent nor shown, and stays theirs", async () => {
  const keep = shelf();
  post(never, { online: false, keep, owner: "m" }).outbox.put({ room: "r" }, "card.add", card("mine"));
  const { outbox, sent } = post(() => ok(1), { keep, owner: "n" });
  await outbox.load();
  await outbox.flush();
  assert.deepEqual([sent, outbox.pending(), keep.rows.size], [[], [], 1]);
});

test("words that were refused stay, over a reload, until they are put away", async () => {
  const keep = shelf();
  const first = post(() => refusal("forbidden"), { keep, owner: "m" }).outbox;
  await assert.rejects(first.put({ room: "r" }, "card.add", card("Insure workers"), { id: "1" }), (error) => error.kept);
  const { outbox } = post(never, { keep, owner: "m" });
  await outbox.load();
  for (const box of [first, outbox]) assert.deepEqual(box.refused().map(({ id, data, error }) => [id, data.title, error.detail]), [["1", "Insure workers", "Not now."]]);
  assert.equal(outbox.unsent(), 0);
  outbox.putAway("1");
  assert.deepEqual([outbox.refused(), keep.rows.size], [[], 0]);
});

test("a refused card is handed in late, under its first id", async () => {
  const { outbox, sent } = post((command) => (command.data.late ? ok(1) : refusal("forbidden")), { keep: shelf() });
  await assert.rejects(outbox.put({ room: "r" }, "card.add", card("Insure workers"), { id: "1" }));
  await outbox.retry("1", { late: true });
  assert.deepEqual(sent.map(({ id, data }) => [id, data]), [["1", { title: "Insure workers" }], ["1", { title: "Insure workers", late: true }]]);
  assert.deepEqual(outbox.refused(), []);
});

test("a refusal of what carries no words is only told", async () => {
  const keep = shelf();
  const { outbox } = post(() => refusal("conflict"), { keep });
  await assert.rejects(outbox.put({ room: "r" }, "card.move", { card: "c" }), (error) => !error.kept);
  assert.deepEqual([outbox.refused(), keep.rows.size], [[], 0]);
});
