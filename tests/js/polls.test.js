import assert from "node:assert/strict";
import { test } from "node:test";
import { shuffled } from "../../app/static/js/lib/shuffle.js";
import { byGroup, groupsIn, currentPoll, jointNow, originOf, rows, stagePoll, titleOf, turnoutOf } from "../../app/static/js/state/polls.js";

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

test("in a second vote stage the result of the first is not its own", () => {
  const vote = (id, state, cards) => ({ id, state, cards, superseded: false });
  const at = (over, ...polls) => stagePoll({ stage: { settings: { poll: { over } } }, measures: [{ id: "m1" }], polls })?.id ?? null;
  assert.equal(at("cards", vote("1", "revealed", ["c1"])), "1");
  assert.equal(at("measures", vote("1", "revealed", ["c1"])), null);
  assert.equal(at("measures", vote("1", "revealed", ["c1"]), vote("2", "open", ["m1"])), "2");
  assert.equal(at("measures", vote("1", "revealed", ["c1"]), vote("2", "revealed", ["m1"])), "2");
  assert.equal(at("cards", vote("1", "revealed", ["c1"]), vote("2", "open", ["m1"])), "2");
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

const joint = { id: "j", rooms: [{ id: "kr", name: "Korea", votes: true, cards: ["a"] }, { id: "jp", name: "Japan", votes: true, cards: ["b", "c"] }] };

test("in a vote over all rooms each title says whose it is, in a room's own none does", () => {
  assert.equal(originOf({ ...poll, joint }, "c").name, "Japan");
  assert.equal(titleOf({ ...poll, joint }, "a"), "A (Korea)");
  assert.equal(titleOf(poll, "a"), "A");
  assert.deepEqual(rows({ ...poll, joint }).map((row) => row.from), ["Korea", "Japan", "Japan"]);
});

test("a room counts its own until the result of all is shown", () => {
  const share = { joint, cast: 2, entitled: 4 };
  assert.deepEqual(turnoutOf(share), { cast: 2, entitled: 4 });
  assert.deepEqual(turnoutOf({ ...share, result: { ballots: 7, entitled: 9 } }), { cast: 7, entitled: 9 });
});

test("the console adds up what its tiles say, and keeps what it was told while it has not all of them", () => {
  const whole = { id: "j", joint, cast: 1, entitled: 9 };
  const tile = (cast, state) => ({ joint: [{ id: "j", state, cast, entitled: 4 }, { id: "other", state: "open", cast: 9, entitled: 9 }] });
  const now = (...tiles) => (({ cast, entitled, everywhere }) => [cast, entitled, everywhere])(jointNow(whole, tiles));
  assert.deepEqual(now(tile(2, "open"), tile(3, "closed")), [5, 8, false]);
  assert.deepEqual(now(tile(2, "closed"), tile(3, "closed")), [5, 8, true]);
  assert.deepEqual(now(tile(2, "closed")), [1, 9, true]);
});
