import assert from "node:assert/strict";
import { test } from "node:test";
import { shuffled } from "../../app/static/js/lib/shuffle.js";
import { byGroup, groupsIn, currentPoll, rows } from "../../app/static/js/state/polls.js";

test("each voter has an own order, and always the same", () => {
  const cards = ["a", "b", "c", "d", "e", "f", "g", "h"];
  assert.deepEqual(shuffled(cards, "kr1/p"), shuffled(cards, "kr1/p"));
  assert.notDeepEqual(shuffled(cards, "kr1/p"), shuffled(cards, "kr2/p"));
  assert.deepEqual([...shuffled(cards, "kr1/p")].sort(), cards);
});

test("the vote that is on is the open one, else the latest that stands", () => {
  const poll = (id, state, superseded = false) => ({ id, state, superseded });
  assert.equal(currentPoll({ polls: [poll("1", "revealed"), poll("2", "open"), poll("3", "cancelled")] }).id, "2");
  assert.equal(currentPoll({ polls: [poll("1", "revealed", true), poll("2", "closed")] }).id, "2");
  assert.equal(currentPoll({ polls: [poll("1", "cancelled")] }), null);
});

const poll = {
  wording: { a: "A", b: "B", c: "C" },
  result: {
    ranking: [{ place: 1, cards: ["a"], score: 5 }, { place: 2, cards: ["b", "c"], score: 2 }],
    cut: { taken: ["a"], tied: ["b", "c"] },
    by_perspective: { workers: { ballots: 2, ranking: [{ place: 1, cards: ["b"], score: 2 }, { place: 2, cards: ["a", "c"], score: 0 }] } },
  },
};

test("tied cards share a place and are marked at the cut", () => {
  assert.deepEqual(rows(poll).map(({ id, place, state, tie }) => [id, place, state, tie]), [["a", 1, "taken", false], ["b", 2, "tied", true], ["c", 2, "tied", true]]);
});

test("by group, each card has what the group gave it", () => {
  assert.deepEqual(byGroup(poll, { perspectives: [{ key: "workers" }] }).b, [{ key: "workers", place: 1, score: 2 }]);
});

test("groups stand in the workshop's order, however the wire had them", () => {
  const told = { by_perspective: { others: {}, employers: {}, government: {} } };
  assert.deepEqual(groupsIn(told, { perspectives: [{ key: "government" }, { key: "workers" }, { key: "employers" }] }), ["government", "employers", "others"]);
});
