import assert from "node:assert/strict";
import { test } from "node:test";
import { overlap, placed } from "../../app/static/js/lib/labels.js";
import { asNumber } from "../../app/static/js/lib/numbers.js";
import { useCatalogue } from "../../app/static/js/lib/words.js";
import { behind, letters, moves, pairsOf, roundBefore, spread, widths } from "../../app/static/js/state/results.js";

const FIELD = { width: 312, height: 280 };
const BOX = { width: 19, height: 18 };

/** Numbers that look random and are the same each time. */
function drawn(seed) {
  let state = seed;
  return (most) => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return (state / 2 ** 32) * most;
  };
}

/** Points of a vote: in few spots, in one corner, or all over the field. */
function points(draw) {
  const spots = 1 + Math.floor(draw(60));
  const at = Array.from({ length: spots }, () => ({ x: draw(FIELD.width), y: draw(FIELD.height) }));
  if (draw(1) < 0.3) at[0] = { x: FIELD.width, y: 0 };
  return Array.from({ length: 1 + Math.floor(draw(100)) }, () => at[Math.floor(draw(spots))]);
}

test("no label lies on another or leaves the field, wherever the points are", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const given = points(drawn(seed));
    const spots = placed(given, FIELD, BOX);
    assert.equal(spots.length, given.length);
    spots.forEach((spot, n) => {
      assert.ok(spot && spot.x >= BOX.width / 2 - 1e-9 && spot.x <= FIELD.width - BOX.width / 2 + 1e-9 && spot.y >= BOX.height / 2 - 1e-9 && spot.y <= FIELD.height - BOX.height / 2 + 1e-9, `seed ${seed}, label ${n}`);
      assert.ok(!spots.slice(n + 1).some((other) => overlap(spot, other, BOX)), `seed ${seed}, label ${n} is covered`);
    });
  }
});

test("a label that has room stands close to its point, and on no dot", () => {
  const given = [{ x: 100, y: 100 }, { x: 200, y: 60 }];
  placed(given, FIELD, BOX).forEach((spot, n) => {
    assert.ok(Math.hypot(spot.x - given[n].x, spot.y - given[n].y) < 30);
    assert.ok(given.every((dot) => Math.abs(dot.x - spot.x) > BOX.width / 2 || Math.abs(dot.y - spot.y) > BOX.height / 2));
  });
});

test("what the field cannot hold has no label", () => {
  const spots = placed(Array(20).fill({ x: 5, y: 5 }), { width: 60, height: 40 }, BOX);
  assert.equal(spots.filter(Boolean).length, 6);
});

test("numbers are written as the viewer writes them, with two decimals at most", () => {
  assert.equal(asNumber(200 / 3), "66.67");
  assert.equal(asNumber(1200), "1,200");
  useCatalogue({ language: "id" });
  assert.equal(asNumber(1200.5), "1.200,5");
  useCatalogue({});
});

test("who is behind a card is told in words of the groups", () => {
  const groups = ["government", "employers", "workers"];
  const result = { carried: { a: { mostly: null, none: [] }, b: { mostly: "workers", none: ["employers"] }, c: { mostly: "workers", none: ["employers", "government"] } } };
  assert.deepEqual(behind(result, "a", groups), { every: true, alone: null, mostly: null, none: [] });
  assert.deepEqual(behind(result, "b", groups), { every: false, alone: null, mostly: "workers", none: ["employers"] });
  assert.deepEqual(behind(result, "c", groups), { every: false, alone: "workers", mostly: null, none: [] });
  assert.equal(behind(result, "d", groups), null);
  assert.equal(behind({}, "a", groups), null);
});

const round = (number, superseded, places, state = "revealed") => ({
  number,
  superseded,
  state,
  cards: Object.keys(places),
  result: { ranking: Object.entries(places).map(([card, place]) => ({ place, cards: [card], score: 0 })) },
});

test("the round before is the latest one over the same cards that was superseded", () => {
  const [first, second, other, third] = [round(1, true, { a: 1, b: 2 }), round(2, true, { b: 1, a: 2 }), round(3, false, { a: 1, c: 2 }), round(4, false, { a: 1, b: 1 })];
  const state = { polls: [first, second, other, third] };
  assert.equal(roundBefore(state, third), second);
  assert.equal(roundBefore(state, second), first);
  assert.equal(roundBefore(state, first), null);
  assert.equal(roundBefore(state, other), null);
});

test("a card rises by the places it gained, and ties move together", () => {
  const told = moves(round(2, false, { a: 1, b: 1, c: 3 }), round(1, true, { a: 1, b: 3, c: 2 }));
  assert.deepEqual(told, { a: { was: 1, place: 1, up: 0 }, b: { was: 3, place: 1, up: 2 }, c: { was: 2, place: 3, up: -1 } });
});

test("polarisation has four words", () => {
  assert.deepEqual([0, 0.08, 0.2, 0.35, 0.51, 1].map(spread), ["together", "together", "near", "apart", "camps", "camps"]);
});

test("letters go on after Z, and leave out those of the groups", () => {
  assert.deepEqual(letters(3), ["A", "B", "C"]);
  assert.deepEqual(letters(3, ["B", "정"]), ["A", "C", "D"]);
  assert.deepEqual(letters(28).slice(-3), ["Z", "AA", "AB"]);
  assert.equal(new Set(letters(100, ["E", "G", "O", "W"])).size, 100);
});

test("parts of a bar fill it, and none is too narrow to be read", () => {
  assert.deepEqual(widths([1, 3]), [25, 75]);
  assert.deepEqual(widths([0, 5]), [0, 100]);
  for (let seed = 1; seed <= 100; seed += 1) {
    const draw = drawn(seed);
    const sizes = Array.from({ length: 8 }, () => Math.floor(draw(2) < 1 ? draw(3) : draw(500)));
    const wide = widths(sizes, 7);
    if (sizes.some(Boolean)) assert.ok(Math.abs(wide.reduce((sum, each) => sum + each, 0) - 100) < 1e-6);
    sizes.forEach((size, n) => assert.ok(size ? wide[n] >= 7 - 1e-9 : wide[n] === 0, `seed ${seed}`));
  }
});

test("pairs are read in the order of the places", () => {
  const poll = { cards: ["a", "b"], result: { pairs: [[0, 2], [5, 0]] } };
  assert.deepEqual(pairsOf(poll, ["b", "a"]), [[null, { mine: 5, theirs: 2 }], [{ mine: 2, theirs: 5 }, null]]);
});
