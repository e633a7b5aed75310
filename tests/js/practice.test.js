import assert from "node:assert/strict";
import { test } from "node:test";
import { openPractice } from "../../app/static/js/sync/practice.js";

function practice({ steps = {}, tell = async () => {} } = {}) {
  const page = { steps, member: { id: "m" }, workshop: { languages: [] } };
  return openPractice({ page, samples: ["One", "Two", "Three"], tell, frame: (deed) => deed() });
}

test("what is written and voted stays here: the server hears that a step is done, and nothing else", async () => {
  const told = [];
  const room = practice({ tell: async (...given) => void told.push(given) });
  await room.send("card.add", { title: "마을마다 모임 자리", language: "ko" });
  await room.send("ballot.cast", { poll: "practice", choices: { "sample-0": 1 } });
  await room.finish("language");
  assert.deepEqual(told, [["card", "good"], ["vote", "good"], ["language", "good"]]);
  assert.equal(room.store.get().cards[0].title, "마을마다 모임 자리");
});

test("whoever comes back goes on where something is left", () => {
  assert.equal(practice({ steps: { language: "good", card: "good" } }).store.get().step, "vote");
  assert.equal(practice({ steps: { language: "good", card: "good", vote: "good", line: "failed" } }).store.get().step, "line");
  assert.equal(practice({ steps: { language: "good", card: "good", vote: "good", line: "slow" } }).store.get().step, "ready");
});

test("what could not be told is told with the next step", async () => {
  let down = true;
  const told = [];
  const room = practice({
    tell: async (...given) => {
      if (down) throw new Error("offline");
      told.push(given);
    },
  });
  await room.finish("language");
  assert.equal(room.store.get().untold, true);
  down = false;
  await room.finish("card");
  assert.deepEqual(told, [["language", "good"], ["card", "good"]]);
  assert.equal(room.store.get().untold, false);
});
