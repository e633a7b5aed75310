import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { diff } from "../../app/static/js/lib/splice.js";
import { createTexts } from "../../app/static/js/sync/texts.js";
import { shelf } from "./shelf.js";

const CARD = "card:1";
const nap = () => new Promise((done) => setImmediate(done));

/** The room's side: one document that merges and tells the others; `refuses` is the error it answers an update with. */
function house(title = "") {
  const doc = new Y.Doc();
  doc.getText("title").insert(0, title);
  return { doc, desks: new Set(), refuses: null, loses: false, title: () => doc.getText("title").toString(), type: (at, words) => splice(doc, at, 0, words) };
}

function splice(doc, at, del, ins) {
  doc.getText("title").delete(at, del);
  doc.getText("title").insert(at, ins);
}

/** A device in this house. Timers run in pass(). */
function desk(home, { keep, owner = "m" } = {}) {
  const world = { online: true, timers: new Set(), sent: [], cuts: 0, following: false };
  /** What was under way when the line was cut is not answered. */
  const answered = (cuts, answer) => {
    if (cuts !== world.cuts) throw new Error("no answer");
    return answer;
  };
  const later = (run) => (world.timers.add(run), run);
  const ask = {
    async open({ vector }) {
      const { cuts } = world;
      if (home.hangs) await new Promise(() => {});
      await nap();
      answered(cuts);
      if (home.refuses === "open") return { ok: false, error: { code: "not_found", detail: "Not there." } };
      world.following = true;
      return { ok: true, update: Y.encodeStateAsUpdate(home.doc, vector), vector: Y.encodeStateVector(home.doc) };
    },
    async update({ update }) {
      const { cuts } = world;
      await nap();
      world.sent.push(update);
      if (home.refuses) return { ok: false, error: { code: home.refuses, detail: "The wording is fixed." } };
      Y.applyUpdate(home.doc, update, world);
      if (home.loses) throw new Error("no answer");
      return answered(cuts, { ok: true });
    },
    async close() {
      world.following = false;
      return { ok: true };
    },
  };
  home.doc.on("update", (update) => world.following && world.online && world.texts.heard({ doc: CARD, update }));
  world.texts = createTexts({ ask, online: () => world.online, changed: () => {}, keep, owner, later, cancel: (run) => world.timers.delete(run) });
  world.pass = async () => {
    for (let i = 0; i < 6; i++) await nap();
    const due = [...world.timers];
    world.timers.clear();
    due.forEach((run) => run());
    for (let i = 0; i < 6; i++) await nap();
  };
  world.hold = () => {
    const news = [];
    return { news, letGo: world.texts.hold(CARD, "title", world.texts.hand((splices) => news.push(splices))) };
  };
  world.read = (row = "?") => world.texts.read(CARD, "title", row);
  world.write = (after, { row = "?" } = {}) => world.texts.type(CARD, "title", { before: world.read(row), after, row });
  world.cut = () => {
    world.online = false;
    world.following = false;
    world.cuts++;
    world.texts.unfollow();
  };
  world.back = () => {
    world.online = true;
    world.texts.flush();
  };
  return world;
}

test("what is typed reaches the room, and what others type comes here as a splice", async () => {
  const home = house("Care");
  const world = desk(home);
  const { news } = world.hold();
  assert.equal(world.read("Care"), "Care");
  await world.pass();
  world.write("Care work");
  assert.equal(world.texts.state(CARD, "title").kind, "saving");
  await world.pass();
  assert.equal(home.title(), "Care work");
  assert.equal(world.texts.state(CARD, "title").kind, "saved");
  news.length = 0;
  home.type(0, "Paid ");
  assert.equal(world.read(), "Paid Care work");
  assert.deepEqual(news, [[{ at: 0, del: 0, ins: "Paid " }]]);
});

test("what is typed before the room's text is there becomes an edit of it", async () => {
  const home = house("Care");
  const world = desk(home);
  world.cut();
  world.hold();
  world.write("Care work", { row: "Care" });
  assert.deepEqual([world.read(), world.texts.state(CARD, "title").kind, world.texts.unsent()], ["Care work", "waiting", 1]);
  home.type(0, "Paid ");
  world.back();
  await world.pass();
  await world.pass();
  assert.deepEqual([home.title(), world.read(), world.texts.unsent()], ["Paid Care work", "Paid Care work", 0]);
});

test("an answer that gets lost doubles nothing", async () => {
  const home = house("Care");
  const world = desk(home);
  world.hold();
  await world.pass();
  home.loses = true;
  world.write("Care work");
  await world.pass();
  home.loses = false;
  await world.pass();
  assert.ok(world.sent.length > 1);
  assert.deepEqual([home.title(), world.texts.unsent()], ["Care work", 0]);
});

test("what was typed before the page went is sent by the next page, also where another tab kept some of the same text", async () => {
  const [home, keep] = [house("Care"), shelf()];
  for (const words of ["Care work", "Care, paid"]) {
    const tab = desk(home, { keep });
    tab.hold();
    await tab.pass();
    tab.cut();
    tab.write(words);
  }
  home.type(0, "All ");
  const world = desk(home, { keep });
  await world.texts.load();
  await world.pass();
  await world.pass();
  assert.equal(keep.rows.size, 0);
  for (const words of ["All Care", " work", ", paid"]) assert.ok(home.title().includes(words), home.title());
  assert.equal(home.title().length, "All Care work, paid".length);
});

test("a draft kept before the room's text was there is sent once by the next page", async () => {
  const [home, keep] = [house("Care"), shelf()];
  const before = desk(home, { keep });
  before.cut();
  before.write("Care work", { row: "Care" });
  const world = desk(home, { keep });
  await world.texts.load();
  for (let i = 0; i < 3; i++) await world.pass();
  assert.deepEqual([home.title(), keep.rows.size, world.texts.unsent()], ["Care work", 0, 0]);
});

test("what somebody else typed on this device is neither sent nor shown, and stays theirs", async () => {
  const [home, keep] = [house("Care"), shelf()];
  const before = desk(home, { keep, owner: "n" });
  before.cut();
  before.write("Care work", { row: "Care" });
  const world = desk(home, { keep });
  await world.texts.load();
  await world.pass();
  assert.deepEqual([home.title(), world.texts.unsent(), keep.rows.size], ["Care", 0, 1]);
});

test("refused words stay as a copy, over a reload; the field shows the room's text, and nothing of them is sent on", async () => {
  const [home, keep] = [house("Care"), shelf()];
  const world = desk(home, { keep });
  world.hold();
  await world.pass();
  home.refuses = "forbidden";
  world.write("Care work");
  await world.pass();
  assert.equal(world.read(), "Care");
  const next = desk(home, { keep });
  await next.texts.load();
  for (const each of [world, next]) assert.deepEqual(each.texts.refused().map(({ field, words, error }) => [field, words, error.detail]), [["title", "Care work", "The wording is fixed."]]);
  home.refuses = null;
  world.write("Care for all");
  await world.pass();
  assert.equal(home.title(), "Care for all");
  world.texts.retry(world.texts.refused()[0].id);
  await world.pass();
  assert.ok(home.title().includes("work"), home.title());
  assert.deepEqual([world.texts.refused(), keep.rows.size], [[], 0]);
});

test("refused words are kept before anybody asks what the room has: the page may go at any moment", async () => {
  const [home, keep] = [house("Care"), shelf()];
  const world = desk(home, { keep });
  world.hold();
  await world.pass();
  home.refuses = "forbidden";
  home.hangs = true;
  world.write("Care work");
  await world.pass();
  const next = desk(home, { keep });
  await next.texts.load();
  assert.deepEqual(next.texts.refused().map(({ words }) => words), ["Care work"]);
});

test("what is typed while refused words are being kept is not swept away with them", async () => {
  const [home, keep] = [house("Care"), shelf()];
  let kept;
  const slow = { ...keep, put: (key, row) => keep.put(key, row).then(() => row.error && new Promise((done) => (kept ??= done))) };
  const world = desk(home, { keep: slow });
  world.hold();
  await world.pass();
  home.refuses = "forbidden";
  world.write("Care work");
  await world.pass();
  assert.deepEqual([world.read("Care"), keep.rows.size], ["Care", 1]);
  home.refuses = null;
  world.write("Care for all", { row: "Care" });
  kept();
  await world.pass();
  assert.deepEqual([home.title(), world.texts.refused().map(({ words }) => words)], ["Care for all", ["Care work"]]);
});

test("a draft of the page before is refused together with the edits it stands beside", async () => {
  const [home, keep] = [house("Care"), shelf()];
  const world = desk(home, { keep });
  await keep.put("of the page before", { owner: "m", name: CARD, state: null, unsent: null, drafts: [{ field: "title", base: "Care", value: "Care at night" }], dirty: ["title"] });
  world.hold();
  await world.pass();
  home.refuses = "forbidden";
  world.write("Care work");
  await world.texts.load();
  for (let i = 0; i < 3; i++) await world.pass();
  const words = world.texts.refused().map((each) => each.words).join();
  assert.ok(words.includes("work") && words.includes("at night"), words);
});

test("a frozen text is a conflict also where nothing is missing: the words stay as a copy, and nobody asks for ever", async () => {
  const home = house("Care");
  const world = desk(home, { keep: shelf() });
  world.hold();
  await world.pass();
  home.refuses = "conflict";
  world.write("Care work");
  for (let i = 0; i < 4; i++) await world.pass();
  assert.equal(world.sent.length, 2);
  assert.deepEqual(world.texts.refused().map(({ words }) => words), ["Care work"]);
  assert.deepEqual([world.read(), world.texts.unsent()], ["Care", 0]);
});

test("where the text is gone, its words are not", async () => {
  const home = house("Care");
  const world = desk(home, { keep: shelf() });
  world.cut();
  world.write("Care work", { row: "Care" });
  home.refuses = "open";
  world.back();
  await world.pass();
  assert.deepEqual(world.texts.refused().map(({ words }) => words), ["Care work"]);
  assert.equal(world.texts.unsent(), 0);
});

test("undo takes back one's own words and leaves the others'", async () => {
  const home = house("Care");
  const world = desk(home);
  world.hold();
  await world.pass();
  world.write("Care work");
  await world.pass();
  home.type(0, "Paid ");
  world.texts.undo(CARD, "title");
  assert.equal(world.read(), "Paid Care");
  world.texts.redo(CARD, "title");
  await world.pass();
  assert.deepEqual([world.read(), home.title()], ["Paid Care work", "Paid Care work"]);
});

test("somebody's caret stays at its letter", async () => {
  const home = house("Care work");
  const [near, far] = [desk(home), desk(home)];
  for (const each of [near, far]) each.hold();
  await Promise.all([near.pass(), far.pass()]);
  const [caret, selection] = [near.texts.mark(CARD, "title", 5, 5), near.texts.mark(CARD, "title", 0, 4)];
  home.type(0, "Paid ");
  assert.deepEqual([far.texts.find(CARD, "title", caret), far.texts.find(CARD, "title", selection)], [[10, 10], [5, 9]]);
  assert.equal(far.texts.find(CARD, "body", caret), null);
  assert.equal(far.texts.find(CARD, "title", Uint8Array.from([9, 9])), null);
});

test("a text that nobody looks at any more is let go once all of it is stored", async () => {
  const home = house("Care");
  const world = desk(home);
  const { letGo } = world.hold();
  await world.pass();
  world.write("Care work");
  letGo();
  assert.equal(world.texts.unsent(), 1);
  await world.pass();
  assert.deepEqual([home.title(), world.following, world.texts.unsent()], ["Care work", false, 0]);
});

test("devices that type at once, composing, through lost lines and reloads, end on the same text with every letter in it", async () => {
  const pick = (n) => Math.floor(Math.random() * n);
  for (let round = 0; round < 40; round++) {
    const home = house("나의 생각🙂");
    const written = [];
    const devices = Array.from({ length: 3 }, (_, i) => device(home, `m${i}`));
    for (let step = 0; step < 60; step++) {
      const one = devices[pick(3)];
      await [one.compose, one.compose, one.finish, one.cut, one.back, one.reload, one.wait][pick(7)](written, pick);
    }
    for (const each of devices) await each.finish();
    for (let i = 0; i < 8; i++) for (const each of devices) await (each.back(), each.wait());
    for (const each of devices) assert.deepEqual([each.read(), each.refused()], [home.title(), []]);
    for (const word of written) assert.equal(home.title().split(word).length, 2, `“${word}” is there once: ${home.title()}`);
    assert.ok(home.title().isWellFormed());
  }
});

const WORDS = ["한", "글", "漢", "か", "🙂", "👩‍🌾", "é"];
let serial = 0;

/** A device with one field, as text-field.js drives it: `shown` is what stands in the textarea. */
function device(home, owner) {
  const keep = shelf();
  let world, base, shown, splices, hand, pending;
  async function open() {
    world = desk(home, { keep, owner });
    hand = world.texts.hand((news) => hear(news));
    world.texts.hold(CARD, "title", hand);
    await world.texts.load();
    base = shown = world.read("나의 생각🙂");
    splices = [];
    pending = base;
  }
  function hear(news) {
    const now = world.read("나의 생각🙂");
    if (now === pending) return;
    splices.push(...(news ?? [diff(pending, now)]));
    pending = now;
  }
  const ready = open();
  const self = {
    async compose(written, pick) {
      await self.finish();
      const word = `${WORDS[pick(WORDS.length)]}${++serial};`;
      const letters = [...shown];
      // Between the words of others, so that each can be counted; the place is counted in whole letters.
      const ends = [0, ...letters.flatMap((letter, i) => (letter === ";" ? [i + 1] : []))];
      const at = ends[pick(ends.length)];
      shown = [...letters.slice(0, at), word, ...letters.slice(at)].join("");
      written.push(word);
    },
    async finish() {
      await ready;
      if (shown !== base) world.texts.type(CARD, "title", { before: base, after: shown, splices, row: "나의 생각🙂", hand });
      base = shown = pending = world.read("나의 생각🙂");
      splices = [];
    },
    cut: async () => (await ready, world.cut()),
    back: async () => (await ready, world.online || world.back()),
    async reload() {
      await self.finish();
      world.cut();
      world.texts = { heard: () => {} };
      await open();
    },
    wait: async () => (await ready, world.pass()),
    read: () => world.read(),
    refused: () => world.texts.refused(),
  };
  return self;
}

test("a key that is held down is sent while it is held", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const [home, sent] = [house(), []];
  const ask = { open: async ({ vector }) => ({ ok: true, update: Y.encodeStateAsUpdate(home.doc, vector), vector: Y.encodeStateVector(home.doc) }), update: async ({ update }) => (sent.push(Date.now()), Y.applyUpdate(home.doc, update), { ok: true }), close: async () => ({ ok: true }) };
  const texts = createTexts({ ask, online: () => true, changed: () => {} });
  texts.hold(CARD, "title", texts.hand(() => {}));
  await nap();
  for (let n = 1; n <= 240; n++) {
    texts.type(CARD, "title", { before: "x".repeat(n - 1), after: "x".repeat(n) });
    t.mock.timers.tick(50);
    await nap();
  }
  const gaps = sent.map((at, n) => at - (sent[n - 1] ?? 0));
  assert.ok(sent.length >= 6 && Math.max(...gaps) <= 2000, gaps.join(" "));
});

test("what is being composed is not saved: it counts as unsent until the text has it and the server has answered", async () => {
  const [home, hear] = [house("Care"), () => {}];
  const world = desk(home);
  let composed = 0;
  const hand = world.texts.hand(hear, () => composed++);
  world.texts.hold(CARD, "title", hand);
  await world.pass();
  assert.deepEqual([world.texts.unsent(), world.texts.composing()], [0, false]);
  world.texts.holds(hand, true);
  assert.deepEqual([world.texts.unsent(), world.texts.composing(), world.texts.state(CARD, "title").kind], [1, true, "saving"]);
  world.texts.flush();
  assert.equal(composed, 1);
  world.texts.holds(hand, false);
  world.write("Care 한");
  assert.deepEqual([world.texts.unsent(), world.texts.composing()], [1, false]);
  await world.pass();
  assert.deepEqual([world.texts.unsent(), world.texts.state(CARD, "title").kind, home.title()], [0, "saved", "Care 한"]);
});
