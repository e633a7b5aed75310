import assert from "node:assert/strict";
import { test } from "node:test";
import { announced, chosen, doubts, hands, lastResult, leaders, minutesLeft, nextStage, ownVote, voteOver, withTile } from "../../app/static/js/state/tiles.js";

const PROGRAMME = ["brief", "gather", "shape", "vote"].map((id, n) => ({ id, minutes: 10 * (n + 1) }));
const room = (id, stage, more = {}) => ({ id, stage: { id: stage }, timer: null, hands: [], private: 0, poll: null, joint: [], silent: [], missing: 0, declaration: "draft", seq: 5, ...more });
const ids = (rooms) => rooms.map((each) => each.id);

test("a newer tile takes its place, an older one does not", () => {
  const rooms = [room("kr", "brief"), room("jp", "brief")];
  assert.equal(withTile(rooms, { id: "jp", seq: 6, cards: 3 })[1].cards, 3);
  assert.equal(withTile(rooms, { id: "jp", seq: 4, cards: 3 })[1].cards, undefined);
  assert.deepEqual(ids(withTile(rooms, { id: "my", seq: 9 })), ["kr", "jp"]);
});

test("a command goes to the picked rooms, to all where none is picked, to none where all were taken out", () => {
  const rooms = [room("kr", "brief"), room("jp", "brief")];
  assert.deepEqual(ids(chosen(rooms, null)), ["kr", "jp"]);
  assert.deepEqual(ids(chosen(rooms, ["jp"])), ["jp"]);
  assert.deepEqual(ids(chosen(rooms, [])), []);
});

test("the next stage is the one behind that where most rooms are", () => {
  assert.equal(nextStage(PROGRAMME, [room("a", "gather"), room("b", "gather"), room("c", "vote")]).id, "shape");
  assert.equal(nextStage(PROGRAMME, [room("a", "vote")]), null);
});

test("the day lasts as long as the room that is furthest behind needs", () => {
  const left = (timer) => timer;
  assert.equal(minutesLeft(PROGRAMME, [room("a", "shape", { timer: 60 }), room("b", "gather", { timer: -300 })], left), 70);
});

test("the hand that has waited longest comes first", () => {
  const late = room("kr", "brief", { hands: [{ name: "KR-04", at: "2021-03-31T05:02:00Z" }] });
  const early = room("jp", "brief", { hands: [{ name: "JP-01", at: "2021-03-31T05:01:00Z" }] });
  assert.deepEqual(hands([late, early]).map((hand) => hand.name), ["JP-01", "KR-04"]);
});

test("before a stage starts, open votes, hidden cards and rooms that go back are named", () => {
  const voting = room("kr", "vote", { poll: { state: "open" } });
  const writing = room("jp", "gather", { private: 2, drafts: 1 });
  const found = doubts(PROGRAMME, [voting, writing], PROGRAMME[2]);
  assert.deepEqual(ids(found.voting), ["kr"]);
  assert.deepEqual(ids(found.private), ["jp"]);
  assert.deepEqual(ids(found.drafting), ["jp"]);
  assert.deepEqual(ids(found.back), ["kr"]);
  assert.deepEqual(ids(found.again), []);
});

test("before a stage starts, whoever has not written, votes over all rooms, gaps and hidden agreement are named", () => {
  const silent = room("kr", "gather", { silent: [{ id: "kr1" }], joint: [{ state: "open" }] });
  const planning = { ...room("jp", "plan", { missing: 2 }), stage: { id: "plan", kind: "plan" } };
  const early = { ...room("my", "vote", { missing: 2, joint: [{ state: "closed" }] }), declaration: "endorsing" };
  const found = doubts(PROGRAMME, [silent, planning, early], PROGRAMME[3]);
  assert.deepEqual([found.silent, found.joint, found.lacking, found.endorsing].map(ids), [["kr"], ["kr"], ["jp"], ["my"]]);
});

test("only a revealed poll has a result to show", () => {
  const revealed = { number: 1, state: "revealed", result: {} };
  assert.equal(lastResult({ polls: [revealed, { number: 2, state: "closed" }] }).number, 1);
  assert.equal(lastResult({ polls: [] }), null);
});

test("what is up is told once for each wording, with its rooms, and what is old is not up", () => {
  const said = (text, stock, at) => ({ announcement: { text, stock, at } });
  const rooms = [room("kr", "plan", said(null, "five_minutes", "2")), room("jp", "plan", said(null, "five_minutes", "1")), room("my", "plan", said("Tea", null, "2")), room("id", "plan", said("Old", null, "0")), room("ph", "plan", { announcement: null })];
  assert.deepEqual(announced(rooms, (at) => at > "0").map(({ said: { text, at }, rooms: all }) => [text, at, ids(all)]), [[null, "2", ["kr", "jp"]], ["Tea", "2", ["my"]]]);
});

test("a room's own vote is told from its share of one over all rooms", () => {
  const state = (poll) => ["open", "closed"].filter((each) => ownVote({ poll }, each));
  assert.deepEqual([null, { joint: null, state: "open" }, { joint: null, state: "closed" }, { joint: "j", state: "open" }].map(state), [[], ["open"], ["closed"], []]);
});

test("a vote is over what the stage says, and over the board where there is no measure yet", () => {
  const cards = [{ id: "a" }, { id: "b" }, { id: "c", removed: true }, { id: "d", merged_into: "a" }];
  const board = (poll, measures = []) => ({ stage: { settings: poll ? { poll } : {} }, cards, measures });
  const ranked = { method: "rank", over: "measures" };
  assert.deepEqual(voteOver(board()), { method: "dots", n: 2, cards: null });
  assert.deepEqual(voteOver(board(ranked)), { method: "rank", n: 2, cards: null });
  assert.deepEqual(voteOver(board(ranked, [{ id: "m" }])), { method: "rank", n: 1, cards: ["m"] });
});

test("who else leads is named once, with every place, and not oneself", () => {
  const someone = (member, away = false) => ({ member, name: member.toUpperCase(), away });
  const rooms = [{ name: "KR", leads: [someone("kr-f"), someone("all-f", true)] }, { name: "JP", leads: [] }];
  assert.deepEqual(leaders({ rooms, present: [someone("org"), someone("all-f")] }, "org"), [
    { member: "all-f", name: "ALL-F", places: [{ room: null, away: false }, { room: "KR", away: true }] },
    { member: "kr-f", name: "KR-F", places: [{ room: "KR", away: false }] },
  ]);
});
