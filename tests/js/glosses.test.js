// The translators' list: what stands in it, what of it lacks its gloss, and who may write there.

import assert from "node:assert/strict";
import test from "node:test";
import { pairs, translates } from "../../app/static/js/state/glosses.js";
import { room } from "./room.js";

function korea({ duties = ["translator"], stage = "plan", plan = {}, cards = [], ...more } = {}) {
  const state = room();
  Object.assign(state.mine.member, { duties, room: "r" });
  state.workshop = { language: "en" };
  state.room.language = "ko";
  state.stage = { ...state.stage, kind: stage, permissions: {} };
  state.measures[0].plan = plan;
  state.cards = state.cards.slice(0, 1).concat(cards.map((card) => ({ ...state.cards[1], language: "ko", ...card })));
  return { ...state, ...more };
}

const lines = (state) => pairs(state).map((each) => [each.doc, each.field, each.lacks, each.may]);

test("what has words stands in it, and lacks its gloss until there is one; figures need none", () => {
  const plan = { what: "보험", what_gloss: "Insurance", lead: "보건복지부", baseline: "12 %", risks: "" };
  const state = korea({ plan, cards: [{ id: "k1", title: "하나" }, { id: "k2", title: "둘", gloss: "Two" }] });
  assert.deepEqual(lines(state), [
    ["measure:m1", "what", false, true],
    ["measure:m1", "lead", true, true],
    ["measure:m1", "baseline", false, true],
    ["card:k1", "title", true, true],
    ["card:k2", "title", false, true],
  ]);
});

test("standing and contact stand in it, too: the usual standing and an address need none", () => {
  const usual = "Adopted by participants in their expert capacity; does not commit their institutions";
  const said = (declaration) => lines(korea({ declaration: { state: "draft", ...declaration } })).filter(([doc]) => doc.startsWith("declaration")).map(([, field, lacks]) => [field, lacks]);
  assert.deepEqual(said({ standing: usual, contact: "kr@example.org" }), [["contact", false]]);
  assert.deepEqual(said({ standing: "우리의 뜻", contact: "사무국, kr@example.org" }), [["standing", true], ["contact", true]]);
});

test("a measure without words of its own stands under its card's, and has the gloss of that", () => {
  const told = (gloss) => lines(korea({ cards: [{ id: "k1", title: "하나", gloss }], measures: [{ id: "m1", cards: ["k1"], plan: {} }] }))[0];
  assert.deepEqual(told(""), ["measure:m1", "what", true, true]);
  assert.deepEqual(told("One"), ["measure:m1", "what", false, true]);
});

test("in a room of the workshop's own language only what is in another one lacks a gloss", () => {
  const state = korea({ plan: { what: "Insurance" }, cards: [{ id: "k1", title: "하나" }] });
  state.room.language = "en";
  assert.deepEqual(lines(state), [["measure:m1", "what", false, true], ["card:k1", "title", true, true]]);
});

test("only translators of the room and whoever drives it translate, until the agenda is declared", () => {
  assert.equal(translates(korea()), true);
  assert.equal(translates(korea({ duties: [] })), false);
  assert.equal(translates(korea({ declaration: { state: "declared" } })), false);
});

test("while a vote is open its wording is fixed, the others' glosses are not", () => {
  const polls = [{ state: "open", cards: ["k1"] }];
  const state = korea({ cards: [{ id: "k1", title: "하나" }, { id: "k2", title: "둘" }], polls });
  const board = lines(state).filter(([doc]) => doc.startsWith("card"));
  assert.deepEqual(board.map(([doc, , , may]) => [doc, may]), [["card:k1", false], ["card:k2", true]]);
});
