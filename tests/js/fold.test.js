import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, sizesOf } from "../../app/static/js/state/fold.js";

const ORDER = ["government", "employers", "workers", "practitioners", "researchers"];

test("groups under three are told together, as the server would", () => {
  assert.deepEqual(fold({ government: 3, employers: 2, workers: 4, researchers: 1 }, ORDER), { government: 3, workers: 4, others: 3 });
  assert.deepEqual(fold({ government: 3, employers: 4, workers: 5, researchers: 1 }, ORDER), { employers: 4, workers: 5, others: 4 });
  assert.deepEqual(fold({ employers: 3, workers: 3, government: 3, researchers: 1 }, ORDER), { government: 3, employers: 3, others: 4 });
});

test("with one group left none is told", () => {
  for (const sizes of [{ government: 4, workers: 1 }, { government: 7 }, { government: 1, workers: 1 }, {}]) assert.equal(fold(sizes, ORDER), null);
});

test("delegates are counted by group, in the workshop's order", () => {
  const member = (role, perspective) => ({ role, perspective });
  const members = [member("participant", "workers"), member("participant", "government"), member("participant", null), member("facilitator", "workers"), member("participant", "workers")];
  assert.deepEqual(Object.entries(sizesOf({ members, workshop: { perspectives: ORDER.map((key) => ({ key })) } })), [["government", 1], ["workers", 2], ["others", 1]]);
});
