import assert from "node:assert/strict";
import { test } from "node:test";
import { apply, withMine } from "../../app/static/js/state/apply.js";
import { room } from "./room.js";

const event = (data, type = "card.added") => ({ stream: "room:r", seq: 8, type, data });
const ids = (rows) => rows.map((row) => row.id);

test("an event carries the room to its number and leaves the old room as it was", () => {
  const before = room();
  assert.equal(apply(before, event({ set: { ready: 3 } })).seq, 8);
  assert.deepEqual(before, room());
});

test("a new card stands where its position says, capitals before small letters", () => {
  const after = apply(room(), event({ put: { cards: [{ id: "c9", theme: "t1", position: "Zz" }] } }));
  assert.deepEqual(ids(after.cards), ["c9", "c1", "c3", "c4", "c2"]);
});

test("a known card keeps what the patch does not name", () => {
  const after = apply(room(), event({ put: { cards: [{ id: "c1", theme: "t2", position: "a2" }] } }));
  const card = after.cards.find((each) => each.id === "c1");
  assert.equal(card.title, "First");
  assert.equal(card.theme, "t2");
});

test("a comment goes into its card, by its time", () => {
  const one = apply(room(), event({ put: { "cards/c1/comments": [{ id: "b", at: "2021-03-31T05:02:00.000Z", text: "later" }] } }));
  const two = apply(one, event({ put: { "cards/c1/comments": [{ id: "a", at: "2021-03-31T05:01:00.000Z", text: "sooner" }] } }));
  assert.deepEqual(ids(two.cards.find((each) => each.id === "c1").comments), ["a", "b"]);
  const three = apply(two, event({ drop: { "cards/c1/comments": ["a"] } }));
  assert.deepEqual(ids(three.cards.find((each) => each.id === "c1").comments), ["b"]);
});

test("what is dropped is gone, and dropping it again changes nothing", () => {
  const after = apply(room(), event({ drop: { themes: ["t1", "nothing"] } }));
  assert.deepEqual(ids(after.themes), ["t2"]);
});

test("objects are merged one level deep; lists and null replace", () => {
  const after = apply(room(), event({ set: { declaration: { endorsed: 2 }, announcement: { text: "Five minutes" }, programme: [] } }));
  assert.equal(after.declaration.state, "draft");
  assert.equal(after.declaration.endorsed, 2);
  assert.deepEqual(after.announcement, { text: "Five minutes" });
  assert.equal(apply(after, event({ set: { announcement: null } })).announcement, null);
});

test("of the private cards everybody is told the total, and each writer counts the others'", () => {
  const mine = { ...room().mine, cards: [{ id: "p1" }, { id: "p2" }] };
  const after = apply(withMine(room(), mine), event({ set: { private: { total: 5 } } }));
  assert.deepEqual(after.private, { total: 5, others: 3 });
});

test("saved wording goes to its card, its plan or the declaration", () => {
  const saved = (doc, texts) => apply(room(), event({ doc, texts }, "text.saved"));
  assert.equal(saved("card:c3", { title: "셋째" }).cards.find((each) => each.id === "c3").title, "셋째");
  assert.deepEqual(saved("measure:m1", { lead: "Ministry" }).measures[0].plan, { what: "Insure", lead: "Ministry" });
  assert.equal(saved("declaration:r", { preamble: "We" }).declaration.preamble, "We");
});

test("saved wording may bring what the plan still lacks", () => {
  const after = apply(room(), event({ doc: "measure:m1", texts: { lead: "Ministry" }, put: { measures: [{ id: "m1", missing: [] }] } }, "text.saved"));
  assert.deepEqual(after.measures[0].missing, []);
  assert.equal(after.measures[0].plan.lead, "Ministry");
});
