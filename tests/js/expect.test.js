import assert from "node:assert/strict";
import { test } from "node:test";
import { expect } from "../../app/static/js/state/expect.js";
import { room } from "./room.js";

const after = (type, data, state = room()) => expect(state, { id: "n", type, data });
const column = (state, theme) => state.cards.filter((card) => card.theme === theme).map((card) => card.id);

test("a card of one's own is seen at once, at the end of its theme", () => {
  const next = after("card.add", { title: "New", theme: "t1" });
  assert.deepEqual(column(next, "t1"), ["c1", "c2", "n"]);
  assert.equal(next.cards.find((card) => card.id === "n").pending, true);
  assert.equal(next.seq, 7);
});

test("where writing is private a new card is among one's own only", () => {
  const before = room();
  before.room.private_writing = true;
  before.stage.permissions.cards = false;
  const next = after("card.add", { title: "New" }, before);
  assert.equal(next.cards.length, 4);
  assert.deepEqual(next.mine.cards.map((card) => card.id), ["n"]);
});

test("a card that is moved stands behind the one named, or first", () => {
  assert.deepEqual(column(after("card.move", { card: "c3", theme: "t1", after: "c1" }), "t1"), ["c1", "c3", "c2"]);
  assert.deepEqual(column(after("card.move", { card: "c2", after: null }), "t1"), ["c2", "c1"]);
  assert.deepEqual(column(after("card.move", { card: "c1", theme: null }), null), ["c4", "c1"]);
});

test("a reaction is one's own to give and to take back", () => {
  const given = after("reaction.toggle", { card: "c1", reaction: "agree" });
  assert.equal(given.cards[0].reactions.agree, 1);
  assert.deepEqual(given.mine.reactions.c1, ["agree"]);
  assert.equal(after("reaction.toggle", { card: "c1", reaction: "agree" }, given).cards[0].reactions.agree, 0);
});

test("a ballot for oneself is seen at once, one for somebody else is not one's own", () => {
  assert.deepEqual(after("ballot.cast", { poll: "p", choices: { c1: 1 } }).mine.ballots, { p: { c1: 1 } });
  assert.deepEqual(after("ballot.cast", { poll: "p", choices: { c1: 1 }, member: "kr2" }).mine.ballots, {});
});

test("a ballot that is withdrawn is gone at once, and no other", () => {
  const cast = ["p", "q"].reduce((state, poll) => after("ballot.cast", { poll, choices: { c1: 1 } }, state), room());
  assert.deepEqual(after("ballot.withdraw", { poll: "p" }, cast).mine.ballots, { q: { c1: 1 } });
  assert.deepEqual(after("ballot.withdraw", { poll: "p", member: "kr2" }, cast).mine.ballots, cast.mine.ballots);
});

test("a command nobody can foresee changes nothing", () => {
  assert.deepEqual(after("poll.open", {}), room());
});
