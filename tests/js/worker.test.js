import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";

const SOURCE = readFileSync(new URL("../../app/static/js/worker.js", import.meta.url), "utf8");
const never = () => new Promise(() => {});

/** The service worker beside a memory that never answers. `ask(path, mode)`: what the page gets for it. */
function worker(fetch) {
  const hear = {};
  const waits = [];
  const self = {
    addEventListener: (name, act) => (hear[name] = act),
    caches: { match: never, open: never, keys: never, delete: never },
    clients: { claim: async () => {} },
    location: { origin: "https://concord.example" },
    setTimeout: (act, ms) => setTimeout(act, waits.push(ms) && 5),
    clearTimeout, fetch, URL, Response, Headers, skipWaiting: () => {},
  };
  runInContext(SOURCE, createContext(self));
  const ask = (path, mode) =>
    new Promise((done) => hear.fetch({ request: { method: "GET", mode, url: `https://concord.example${path}` }, respondWith: done, waitUntil: () => {}, resultingClientId: "1" }));
  return { ask, waits };
}

const ROOM = "/rooms/00000000-0000-4000-8000-000000000000";
const answers = (status) => async () => new Response("from the server", { status });

test("where the device's memory never answers, files and pages come over the network, and only the first waits", async () => {
  const { ask, waits } = worker(answers(200));
  assert.equal(await (await ask("/static/abc/room.js", "cors")).text(), "from the server");
  const first = waits.length;
  assert.equal(await (await ask("/static/abc/board.js", "cors")).text(), "from the server");
  assert.deepEqual([first, waits.length], [1, 1]);
  assert.equal((await ask(ROOM, "navigate")).status, 200);
});

test("such a memory keeps nobody from a page that comes late, nor from reading that they have no seat", async () => {
  const late = worker(() => new Promise((done) => setTimeout(done, 40, new Response("late"))));
  assert.equal(await (await late.ask(ROOM, "navigate")).text(), "late");
  assert.equal((await worker(answers(403)).ask(ROOM, "navigate")).status, 403);
});
