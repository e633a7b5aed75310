import assert from "node:assert/strict";
import { test } from "node:test";
import { createOrder } from "../../app/static/js/sync/order.js";

function listener(seq = 5) {
  const taken = [];
  const asked = [];
  const order = createOrder({ seq, take: (event) => taken.push(event.seq), ask: (since) => asked.push(since) });
  return { order, taken, asked, hear: (...numbers) => numbers.map((n) => order.receive({ seq: n })) };
}

test("old events are dropped, the next is taken", () => {
  const { hear, taken, asked } = listener();
  assert.deepEqual(hear(4, 5, 6, 6, 7), ["old", "old", "next", "old", "next"]);
  assert.deepEqual(taken, [6, 7]);
  assert.deepEqual(asked, []);
});

test("a gap is asked about once, and what came early is taken after it", () => {
  const { hear, taken, asked, order } = listener();
  assert.deepEqual(hear(8, 9), ["gap", "gap"]);
  assert.deepEqual(asked, [5]);
  hear(6, 7);
  assert.deepEqual(taken, [6, 7, 8, 9]);
  order.settle();
  assert.deepEqual(taken, [6, 7, 8, 9]);
});

test("events that merely arrive the wrong way round need no answer", () => {
  const { hear, taken } = listener();
  hear(7, 6);
  assert.deepEqual(taken, [6, 7]);
});

test("the server's number betrays a lost last event", () => {
  const { order, asked } = listener();
  order.check(5);
  order.check(6);
  assert.deepEqual(asked, [5]);
});

test("after a fresh snapshot the count starts there", () => {
  const { order, hear, taken } = listener();
  hear(12);
  order.reset(11);
  assert.deepEqual(taken, [12]);
  assert.equal(order.seq(), 12);
});

test("what cannot be had without a line is not asked for again and again", () => {
  const asked = [];
  const order = createOrder({ seq: 1, take: () => {}, ask: (since) => asked.push(since) && order.rest() });
  order.receive({ seq: 3 });
  assert.deepEqual(asked, [1]);
  order.receive({ seq: 2 });
  assert.equal(order.seq(), 3);
});
