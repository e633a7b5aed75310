import assert from "node:assert/strict";
import { test } from "node:test";
import { expect } from "../../app/static/js/state/expect.js";
import { rights } from "../../app/static/js/state/rights.js";
import { absentFirst, beginning, inTheName, saidBy, writer } from "../../app/static/js/state/writing.js";
import { createSteps, THEIRS } from "../../app/static/js/sync/steps.js";
import { room } from "./room.js";

const [KR1, KR2] = room().members;

/** A facilitator's room; `seat` is who is written for. */
function led(seat, patch = {}) {
  const state = { ...room(), ...patch, ui: seat ? { writing: beginning(seat) } : {} };
  return { ...state, mine: { ...state.mine, member: { id: "f", name: "KR-F", role: "facilitator", duties: [] }, own: [], ballots: { p: { c1: 2 } }, may: { drive: true } } };
}
const after = (state, type, data) => expect(state, { id: "n", type, data });
const open = (settings = {}) => ({ id: "p", state: "open", settings, cards: ["c1"] });
const hiding = { room: { ...room().room, private_writing: true }, stage: { ...room().stage, permissions: { add: true } } };

test("what is done for somebody else names the seat, and nothing else does", () => {
  assert.deepEqual(inTheName(led(KR2), "card.add", { title: "x" }), { member: "kr2", title: "x" });
  assert.deepEqual(inTheName(led(KR2), "hand.lower", { member: "kr1" }), { member: "kr1" });
  assert.deepEqual(inTheName(led(KR2), "card.move", { card: "c1" }), { card: "c1" });
  assert.deepEqual(inTheName(led(null), "card.add", { title: "x" }), { title: "x" });
});

test("a ballot begins empty, shows what was cast here, and is no one else's", () => {
  assert.deepEqual(saidBy(led(KR2)).ballots, {});
  const cast = after(led(KR2), "ballot.cast", { poll: "p", choices: { c1: 1 }, member: "kr2" });
  assert.deepEqual(saidBy(cast).ballots, { p: { c1: 1 } });
  assert.deepEqual(cast.mine.ballots, { p: { c1: 2 } });
  assert.deepEqual(saidBy(after(cast, "ballot.withdraw", { poll: "p", member: "kr2" })).ballots, {});
  assert.deepEqual(saidBy(after(led(KR1), "ballot.cast", { poll: "p", choices: { c1: 1 }, member: "kr2" })).ballots, {});
});

test("a level of agreement for somebody else is not one's own", () => {
  const given = after(led(KR2), "declaration.endorse", { level: 3, reservation: "", signed: "one", member: "kr2" });
  assert.equal(given.mine.endorsement, null);
  assert.deepEqual(saidBy(given).endorsement, { level: 3, reservation: "", signed: "one" });
});

test("a card for somebody else is not one's own, and where writing is private it is nowhere", () => {
  const open = after(led(KR2), "card.add", { title: "New", theme: "t1", member: "kr2" });
  assert.equal(open.cards.at(-1).id, "n");
  assert.deepEqual(open.mine.own, []);
  const before = led(KR2, hiding);
  assert.equal(after(before, "card.add", { title: "New", theme: "t1", member: "kr2" }), before);
});

test("whoever stands in may cast and give a level, but no ballot that a refusal would tell an author by", () => {
  assert.equal(rights(led(null)).cast(open()) || rights(led(null)).endorse, false);
  assert.equal(rights(led(KR2)).cast(open()) && rights(led(KR2)).endorse, true);
  assert.equal(rights(led(KR2)).cast(open({ self_votes: false })), false);
  assert.equal(writer(led(KR2)).id, "kr2");
});

test("those who are not here stand first in the list, then those who are away", () => {
  const seats = ["a", "b", "c", "d"].map((id, number) => ({ id, number, role: id === "d" ? "facilitator" : "participant" }));
  const list = absentFirst({ members: seats, present: [{ member: "a", away: false }, { member: "b", away: true }] });
  assert.deepEqual(list.map((seat) => seat.id), ["c", "b", "a"]);
});

test("a private card of somebody else is not taken back, and nothing older in its place", async () => {
  const [undone, said] = [[], []];
  const steps = createSteps({ undo: async (event) => undone.push(event), cancel: () => false, tell: (words) => said.push(words) });
  steps.stored("card.move", 4);
  steps.stored("card.add", THEIRS);
  await steps.undo();
  assert.deepEqual([undone, said.length], [[], 1]);
});
