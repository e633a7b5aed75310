// A visit in the browser: what a visitor says is shown before the server has it, and only a visitor is one.

import assert from "node:assert/strict";
import test from "node:test";
import { expect } from "../../app/static/js/state/expect.js";
import { visiting } from "../../app/static/js/state/rights.js";

const member = (role, room) => ({ mine: { member: { role, room } }, room: { id: "kr" }, stage: { kind: "plan" } });

test("what a visitor says stands beside the measure at once, and waits", () => {
  const state = { seq: 3, measures: [{ id: "m", visits: [{ id: "a", at: "2021-03-31T05:00:00.000Z" }] }] };
  const data = { measure: "m", text: "Take ours.", offer: true, request: false };
  const [{ visits }] = expect(state, { id: "b", type: "visit.comment", data }).measures;
  assert.deepEqual(visits.map((each) => [each.id, each.text, each.pending]), [["a", undefined, undefined], ["b", "Take ours.", true]]);
});

test("who sits elsewhere visits; who sits here, nowhere, or comes to the plenary does not", () => {
  assert.ok(visiting(member("participant", "jp")) && visiting(member("facilitator", "jp")));
  for (const [role, room] of [["participant", "kr"], ["facilitator", null], ["organiser", null], ["resource", null]]) assert.equal(visiting(member(role, room)), false);
  assert.equal(visiting({ ...member("participant", "jp"), stage: { kind: "plenary" } }), false);
});
