import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { toggled } from "../../app/static/js/views/vote/ballots/approval.js";
import { withStep } from "../../app/static/js/views/vote/ballots/dots.js";
import { unjudged, withJudgement, withoutJudgement } from "../../app/static/js/views/vote/ballots/judging.js";
import { begun, matrix, settled } from "../../app/static/js/views/vote/ballots/matrix.js";
import { levelled, moved, placeOf, rank, ranked, withCard, withoutCard } from "../../app/static/js/views/vote/ballots/rank.js";
import { cast, choicesOf, METHODS, withdraw } from "../../app/static/js/views/vote/ballots/shelf.js";

const cards = ["a", "b", "c", "d"];
const settings = { budget: 4, per_card: 2 };

test("every method the server counts has a ballot", () => {
  const counted = readdirSync(new URL("../../app/domain/voting", import.meta.url)).filter((name) => /^[a-z]+\.py$/.test(name));
  assert.deepEqual(METHODS.map((each) => `${each.name}.py`).sort(), counted.sort());
});

test("who has said nothing has what the method takes for nothing", () => {
  const none = (method) => choicesOf({ ui: {}, mine: { ballots: {} } }, { id: "p", method });
  assert.deepEqual(Object.fromEntries(METHODS.map(({ name }) => [name, none(name)])), { dots: {}, rank: [], gradients: {}, approval: [], score: {}, matrix: {} });
});

test("a tap cannot spend more than the budget, nor more than a card may hold", () => {
  assert.deepEqual(withStep({}, "a", 1, settings), { a: 1 });
  assert.deepEqual(withStep({ a: 2, b: 1 }, "a", 1, settings), { a: 2, b: 1 });
  assert.deepEqual(withStep({ a: 2, b: 1 }, "c", 1, settings), { a: 2, b: 1, c: 1 });
  assert.deepEqual(withStep({ a: 2, b: 2 }, "c", 1, settings), { a: 2, b: 2 });
});

test("a dot that is taken back leaves no nought behind", () => {
  assert.deepEqual(withStep({ a: 1, b: 1 }, "a", -1, settings), { b: 1 });
  assert.deepEqual(withStep({ b: 1 }, "a", -1, settings), { b: 1 });
});

test("each tap puts a card in the next place, and none twice", () => {
  assert.deepEqual(["c", "a", "c"].reduce(withCard, []), [["c"], ["a"]]);
  assert.deepEqual(withoutCard([["c"], ["a"]], "c"), [["a"]]);
  assert.equal(rank.left({ cards }, [["c"], ["a", "b"]]), "3 of 4 ranked");
});

test("a card goes up and down one place at a time, and no further than the ends", () => {
  const order = [["a"], ["b"], ["c"]];
  assert.deepEqual(moved(order, "c", -1, cards), [["a"], ["c"], ["b"]]);
  assert.deepEqual(moved(order, "a", 1, cards), [["b"], ["a"], ["c"]]);
  assert.equal(moved(order, "a", -1, cards), order);
  assert.equal(moved(order, "c", 1, cards), order);
  assert.equal(moved(order, "d", 1, cards), order);
});

test("tied cards share a place; one that moves gets a place of its own", () => {
  const tied = levelled([["c"], ["a"], ["b"]], "a", cards);
  assert.deepEqual(tied, [["a", "c"], ["b"]]);
  assert.deepEqual(cards.map((card) => placeOf(tied, card)), [1, 3, 1, null]);
  assert.deepEqual(ranked(tied, cards), ["a", "c", "b"]);
  assert.deepEqual(moved(tied, "c", -1, cards), [["c"], ["a"], ["b"]]);
  assert.deepEqual(moved(tied, "c", 1, cards), [["a"], ["c"], ["b"]]);
});

test("a tie is cut where it is tapped again", () => {
  const all = [["a", "b", "c"], ["d"]];
  assert.deepEqual(levelled(all, "b", cards), [["a"], ["b", "c"], ["d"]]);
  assert.equal(levelled(all, "a", cards), all);
});

test("a judgement is given, changed and cleared", () => {
  assert.deepEqual(withJudgement({ a: 1 }, "b", 0), { a: 1, b: 0 });
  const same = { a: 1 };
  assert.equal(withJudgement(same, "a", 1), same);
  assert.deepEqual(withoutJudgement({ a: 1, b: 0 }, "b"), { a: 1 });
  assert.equal(withoutJudgement(same, "b"), same);
  assert.equal(unjudged({ cards }, { a: 1, b: 0 }), "2 of 4 not yet judged");
});

test("half a judgement waits for its other half", () => {
  const half = begun({}, {}, "a", "impact", 4);
  assert.deepEqual(settled({}, half, "a"), {});
  assert.equal(matrix.left({ cards }, {}), "4 of 4 not yet judged");
  assert.deepEqual(settled({}, begun(half, {}, "a", "feasibility", 2), "a"), { a: { impact: 4, feasibility: 2 } });
  const judged = { a: { impact: 4, feasibility: 2 } };
  assert.deepEqual(settled(judged, begun({}, judged, "a", "impact", 1), "a"), { a: { impact: 1, feasibility: 2 } });
});

test("no more cards are named than may be", () => {
  assert.deepEqual(toggled(["a"], "b", { max: 2 }), ["a", "b"]);
  assert.deepEqual(toggled(["a", "b"], "c", { max: 2 }), ["a", "b"]);
  assert.deepEqual(toggled(["a", "b"], "a", { max: 2 }), ["b"]);
});

test("a tap saves the whole ballot; one that changes nothing saves nothing", () => {
  const poll = { id: "p", method: "rank", settings: {} };
  const sent = [];
  const room = { send: (...said) => sent.push(said), show: () => {}, store: { get: () => ({ ui: {}, mine: { member: { id: "kr1" }, ballots: { p: [["a"]] } } }) } };
  cast(room, poll, (now) => withCard(now, "b"));
  cast(room, poll, (now) => withCard(now, "a"));
  withdraw(room, poll);
  assert.deepEqual(sent.map(([type, data]) => [type, data]), [["ballot.cast", { poll: "p", choices: [["a"], ["b"]] }], ["ballot.withdraw", { poll: "p" }]]);
});

test("a ballot for one voter never gives way to another's, and one for somebody else has no receipt of this device", () => {
  const poll = { id: "p", method: "rank", settings: { recount: true } };
  const sent = [];
  const writing = (id) => ({ send: (...said) => sent.push(said), show: () => {}, store: { get: () => ({ ui: { writing: { member: { id }, ballots: {} } } }) } });
  for (const id of ["kr1", "kr2"]) cast(writing(id), poll, (now) => withCard(now, "b"));
  assert.notEqual(sent[0][2].replaces, sent[1][2].replaces);
  assert.deepEqual(Object.keys(sent[0][1]), ["poll", "choices"]);
});
