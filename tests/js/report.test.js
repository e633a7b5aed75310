import assert from "node:assert/strict";
import { test } from "node:test";
import { report } from "../../app/static/js/views/practice/report.js";

const place = { host: "concord.example", protocol: "https:" };
const lines = (found) => report(found, place, "2121-03-31T05:00:00Z").split("\n").slice(1);
const ASK = "Please allow: wss://concord.example/socket.io/ (WebSocket) and https://concord.example/socket.io/ (HTTP), without a proxy that buffers them or ends them when idle.";

test("behind a firewall those who look after it read what it blocks and what to allow", () => {
  assert.deepEqual(lines({ result: "slow", way: "polling", trip_ms: 212.4, slowest_ms: 730, sent: 5, lost: 1, ahead_ms: 0 }), [
    "Host: concord.example", "Web pages: yes", "WebSocket: no", "Long polling: yes", "Response time: 212 ms (slowest: 730 ms)", "Lost messages: 1 of 5",
    "Blocked: wss://concord.example/socket.io/", ASK,
  ]);
});

test("on a slow network they read that nothing is blocked", () => {
  const found = lines({ result: "slow", way: "websocket", trip_ms: 900, slowest_ms: 1200, sent: 5, lost: 0, ahead_ms: 0 });
  assert.deepEqual([found[5], found[6]], ["Lost messages: 0 of 5", "Blocked: nothing"]);
  assert.match(found.at(-1), /less than 500 ms/);
});

test("where nothing comes through they read whether pages do", () => {
  const failed = { result: "failed", why: "websocket error", refused: false };
  assert.deepEqual(lines({ ...failed, pages: true }).slice(1, 6), ["Web pages: yes", "WebSocket: no", "Long polling: no", "Error: websocket error", "Blocked: wss://concord.example/socket.io/, https://concord.example/socket.io/"]);
  assert.deepEqual(lines({ ...failed, pages: false })[5], "Blocked: everything");
});
