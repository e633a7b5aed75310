import assert from "node:assert/strict";
import { test } from "node:test";
import { createTexts } from "../../app/static/js/sync/texts.js";

/** Timers run when told; the server answers what `answer` makes of the message. */
function desk(answer, { keep, owner } = {}) {
  const world = { sent: [], online: true, timers: new Set() };
  const later = (run) => {
    world.timers.add(run);
    return run;
  };
  world.texts = createTexts({
    send: async (message) => {
      world.sent.push(message);
      return answer(message);
    },
    online: () => world.online,
    changed: () => {},
    keep,
    owner,
    later,
    cancel: (run) => world.timers.delete(run),
  });
  world.pass = async () => {
    const due = [...world.timers];
    world.timers.clear();
    await Promise.all(due.map((run) => run()));
    await new Promise((done) => setImmediate(done));
  };
  return world;
}

const same = ({ value }) => ({ ok: true, value });

test("what is typed is sent after a pause, with the text it was made from", async () => {
  const { texts, sent, pass } = desk(same);
  texts.type("card:1", "title", "Care", "Care w", "Care");
  texts.type("card:1", "title", "Care w", "Care work", "Care");
  assert.equal(texts.state("card:1", "title").kind, "saving");
  await pass();
  assert.deepEqual(sent, [{ doc: "card:1", field: "title", value: "Care work", base: "Care" }]);
  assert.equal(texts.state("card:1", "title").kind, "saved");
});

test("the merged text comes back and is shown until the room tells the same", async () => {
  const { texts, pass } = desk(() => ({ ok: true, value: "Paid care work" }));
  texts.type("card:1", "title", "Care", "Care work", "Care");
  await pass();
  assert.equal(texts.read("card:1", "title", "Care"), "Paid care work");
  assert.equal(texts.read("card:1", "title", "Paid care work!"), "Paid care work!");
});

test("what the room says never overwrites what is being typed", () => {
  const { texts } = desk(same);
  texts.type("card:1", "title", "Care", "Care w", "Care");
  assert.equal(texts.read("card:1", "title", "Paid care"), "Care w");
});

test("words typed while the answer was under way are kept and sent on", async () => {
  const world = desk((message) => {
    if (world.sent.length === 1) world.texts.type("card:1", "title", "Care w", "Care work", "Care");
    return { ok: true, value: world.sent.length === 1 ? "Paid Care w" : message.value };
  });
  world.texts.type("card:1", "title", "Care", "Care w", "Care");
  await world.pass();
  assert.equal(world.texts.read("card:1", "title", "Care"), "Paid Care work");
  await world.pass();
  assert.deepEqual(world.sent[1], { doc: "card:1", field: "title", value: "Paid Care work", base: "Paid Care w" });
});

test("a refusal leaves the words on the screen and says why", async () => {
  const { texts, pass } = desk(() => ({ ok: false, error: { code: "forbidden", detail: "The wording is fixed." } }));
  texts.type("card:1", "title", "Care", "Care work", "Care");
  await pass();
  assert.deepEqual(texts.state("card:1", "title"), { kind: "refused", detail: "The wording is fixed." });
  assert.equal(texts.read("card:1", "title", "Care"), "Care work");
  texts.drop("card:1", "title");
  assert.equal(texts.read("card:1", "title", "Care"), "Care");
});

test("without a line the words wait and go out when it is back", async () => {
  const world = desk(same);
  world.online = false;
  world.texts.type("card:1", "title", "Care", "Care work", "Care");
  await world.pass();
  assert.equal(world.texts.state("card:1", "title").kind, "waiting");
  world.online = true;
  world.texts.flush();
  await world.pass();
  assert.equal(world.sent.length, 1);
});

test("where the server has forgotten what the text was made from, it is made anew from the room's", async () => {
  const world = desk((message) => (message.base === "Care" ? { ok: false, error: { code: "conflict", detail: "Too much has changed." } } : { ok: true, value: message.value }));
  world.texts.type("card:1", "title", "Care", "Care work", "Care");
  world.texts.read("card:1", "title", "Paid Care");
  await world.pass();
  await world.pass();
  assert.deepEqual(world.sent[1], { doc: "card:1", field: "title", value: "Paid Care work", base: "Paid Care" });
});

/** What a device keeps, as lib/keep.js gives it. */
function shelf() {
  const rows = new Map();
  return { rows, put: (key, value) => rows.set(key, structuredClone(value)), drop: (key) => rows.delete(key), all: async () => [...rows] };
}

test("what was typed before the page went is sent by the next page, with the text it was made from", async () => {
  const keep = shelf();
  const before = desk(same, { keep, owner: "m" });
  before.online = false;
  before.texts.type("card:1", "title", "Care", "Care work", "Care");
  const world = desk(({ value }) => ({ ok: true, value: `Paid ${value}` }), { keep, owner: "m" });
  world.online = false;
  await world.texts.load();
  assert.equal(world.texts.read("card:1", "title", "Paid Care"), "Care work");
  world.online = true;
  world.texts.flush();
  await world.pass();
  assert.deepEqual(world.sent, [{ doc: "card:1", field: "title", value: "Care work", base: "Care" }]);
  assert.equal(world.texts.read("card:1", "title", "Paid Care work"), "Paid Care work");
  assert.equal(keep.rows.size, 0);
});

test("what was brought back and is refused is told, until its writer gives it up", async () => {
  const keep = shelf();
  const before = desk(same, { keep, owner: "m" });
  before.online = false;
  before.texts.type("card:1", "title", "Care", "Care work", "Care");
  const { texts, pass } = desk(() => ({ ok: false, error: { code: "forbidden", detail: "The wording is fixed." } }), { keep, owner: "m" });
  await texts.load();
  await pass();
  assert.deepEqual(texts.refused().map(({ words, error }) => [words, error.detail]), [["Care work", "The wording is fixed."]]);
  texts.drop("card:1", "title");
  assert.deepEqual([texts.refused(), keep.rows.size], [[], 0]);
});
