// Receipts: random, kept on the device, and never in the way of a vote.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeReceipt, receiptsOf } from "../../app/static/js/lib/receipts.js";

function shelf() {
  const kept = new Map();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
}

test("each cast has one of its own, and all of a person's in a vote are kept", () => {
  const here = shelf();
  const made = [makeReceipt("m", "p", () => here), makeReceipt("m", "p", () => here)];
  assert.ok(made.every((each) => /^[0-9a-f]{32}$/.test(each)));
  assert.notEqual(made[0], made[1]);
  assert.deepEqual(receiptsOf("m", "p", () => here), made);
  assert.deepEqual(receiptsOf("other", "p", () => here), []);
  assert.deepEqual(receiptsOf("m", "other", () => here), []);
});

test("where nothing can be kept there is a receipt all the same", () => {
  const full = { getItem: () => "not JSON", setItem: () => assert.fail("full") };
  const broken = { getItem: full.getItem, setItem: () => { throw new Error("full"); } };
  assert.match(makeReceipt("m", "p", () => broken), /^[0-9a-f]{32}$/);
  assert.deepEqual(receiptsOf("m", "p", () => broken), []);
  const refused = () => assert.fail("SecurityError");
  assert.match(makeReceipt("m", "p", refused), /^[0-9a-f]{32}$/);
  assert.deepEqual(receiptsOf("m", "p", refused), []);
});
