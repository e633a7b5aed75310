import assert from "node:assert/strict";
import { test } from "node:test";
import { tryLine } from "../../app/static/js/sync/trial.js";

/** A line that opens at once, or says why not; each answer of its clock takes `trip_ms`. */
function line({ way = "websocket", trip_ms = 40, ahead_ms = 0, refusal } = {}) {
  const time = { at: 1_000_000 };
  return {
    time,
    closed: false,
    on(event, hear) {
      if (event === "connect" && !refusal) queueMicrotask(hear);
      if (event === "connect_error" && refusal) queueMicrotask(() => hear(refusal));
    },
    way: () => way,
    clock: async () => {
      time.at += trip_ms;
      return { now: new Date(time.at - trip_ms / 2 - ahead_ms).toISOString() };
    },
    close() {
      this.closed = true;
    },
  };
}

const tried = (given) => tryLine(given, { patience_ms: 20, here_ms: () => given.time.at });

test("a quick WebSocket is good, and the line is closed", async () => {
  const given = line();
  assert.deepEqual(await tried(given), { result: "good", way: "websocket", trip_ms: 40, slowest_ms: 40, sent: 5, lost: 0, ahead_ms: 0 });
  assert.ok(given.closed);
});

test("plain requests work slowly, however quick they are", async () => {
  assert.equal((await tried(line({ way: "polling" }))).result, "slow");
});

test("a WebSocket that takes long works slowly", async () => {
  assert.equal((await tried(line({ trip_ms: 900 }))).result, "slow");
});

test("a message that is never answered is counted as lost, and the others still tell how slow it is", async () => {
  const given = line();
  const { clock } = given;
  let n = 0;
  given.clock = () => (n++ === 2 ? new Promise(() => {}) : clock());
  const { result, lost, sent, trip_ms } = await tryLine(given, { round_ms: 10, here_ms: () => given.time.at });
  assert.deepEqual([result, lost, sent, trip_ms], ["slow", 1, 5, 40]);
  given.clock = () => Promise.reject(new Error("timeout"));
  assert.equal((await tried(given)).result, "failed");
});

test("a clock that goes ahead is told by how much", async () => {
  assert.equal((await tried(line({ ahead_ms: 180_000 }))).ahead_ms, 180_000);
});

test("a server that says no says why", async () => {
  assert.deepEqual(await tried(line({ refusal: Object.assign(new Error("x"), { data: { detail: "This link is not valid" } }) })), { result: "failed", why: "This link is not valid", refused: true, pages: true });
});

test("what is never reached tells the last error, once patience is over", async () => {
  assert.deepEqual(await tried(line({ refusal: new Error("websocket error") })), { result: "failed", why: "websocket error", refused: false, pages: true });
  const reach = async () => Promise.reject(new Error("down"));
  assert.equal((await tryLine(line({ refusal: new Error("websocket error") }), { reach, patience_ms: 20 })).pages, false);
});
