import assert from "node:assert/strict";
import { test } from "node:test";
import { columns, neighbour } from "../../app/static/js/state/board.js";
import { rights } from "../../app/static/js/state/rights.js";
import { room } from "./room.js";

const ids = (rows) => rows.map((row) => row.id);
const person = (more) => {
  const state = room();
  return { ...state, mine: { ...state.mine, ...more, member: { room: "r", duties: [], ...state.mine.member, ...more?.member } } };
};

test("the tray is a column only while something lies in it", () => {
  assert.deepEqual(columns(room()).map(({ theme }) => theme?.id ?? null), [null, "t1", "t2"]);
  const state = room();
  state.cards = state.cards.filter((card) => card.theme);
  assert.deepEqual(columns(state).map(({ theme }) => theme.id), ["t1", "t2"]);
});

test("merged and removed cards leave the board, own private ones are on it and marked", () => {
  const state = person({ cards: [{ id: "p", theme: "t1", title: "Mine" }] });
  state.cards[1].merged_into = "c1";
  state.cards[2].removed = true;
  const [, first, second] = columns(state);
  assert.deepEqual(ids(first.cards), ["c1", "p"]);
  assert.equal(first.cards[1].private, true);
  assert.deepEqual(second.cards, []);
});

test("a step up or down names whom a card then stands behind, and the ends stay", () => {
  const cards = [{ id: "a" }, { id: "b" }, { id: "c" }];
  assert.equal(neighbour(cards, "b", -1), null);
  assert.equal(neighbour(cards, "b", 1), "c");
  assert.equal(neighbour(cards, "a", 1), "b");
  assert.equal(neighbour(cards, "a", -1), undefined);
  assert.equal(neighbour(cards, "c", 1), undefined);
});

test("a delegate may what the stage grants, unless the room is locked or has declared", () => {
  const state = person();
  assert.equal(rights(state).arrange, true);
  assert.equal(rights(state).plan, false);
  assert.equal(rights({ ...state, room: { ...state.room, locked: true } }).arrange, false);
  assert.equal(rights({ ...state, declaration: { state: "declared" } }).arrange, false);
});

test("a facilitator may in every stage, an observer in none, an expert comments", () => {
  assert.equal(rights(person({ may: { drive: true }, member: { role: "facilitator" } })).plan, true);
  assert.equal(rights(person({ member: { role: "observer" } })).arrange, false);
  assert.equal(rights(person({ member: { role: "resource", room: null } })).comment, true);
});

test("wording is the writer's own where the stage says so, everybody's where it says that, and nobody's during a vote", () => {
  const state = person();
  const [mine, other] = state.cards;
  state.stage.permissions = { edit_own: true };
  assert.deepEqual([rights(state).word(mine), rights(state).word(other)], [true, false]);
  state.stage.permissions = { edit_all: true };
  assert.equal(rights(state).word(other), true);
  state.polls = [{ id: "p", state: "open", cards: ["c2"] }];
  assert.equal(rights(state).word(other), false);
});
