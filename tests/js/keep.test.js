import assert from "node:assert/strict";
import { test } from "node:test";
import { IDBFactory } from "fake-indexeddb";
import { openKeep } from "../../app/static/js/lib/keep.js";
import { busy } from "./shelf.js";

const nap = (ms) => new Promise((done) => setTimeout(done, ms));
const card = (title) => ({ title });

/** A shelf with little patience, and how often it said that something changed. */
function shelf(factory, patience_ms = 50) {
  const told = { changed: 0 };
  return [openKeep("drafts", { factory, patience_ms, changed: () => told.changed++ }), told];
}

test("what is put there is there for the next page, until it is dropped", async () => {
  const factory = new IDBFactory();
  const [here] = shelf(factory, 5000);
  await here.put("a", card("Care"));
  const [next] = shelf(factory, 5000);
  assert.deepEqual(await next.all(), [["a", card("Care")]]);
  await next.drop("a", (kept) => kept.title === "Insure");
  assert.equal((await next.all()).length, 1);
  await next.drop("a");
  await next.drop("never there");
  assert.deepEqual([await here.all(), here.lasting], [[], true]);
});

test("a value counts as being written until the device has it", async () => {
  const factory = new IDBFactory();
  const [here, told] = shelf(factory, 5000);
  await here.put("a", card("Care"));
  assert.deepEqual([here.writing, told.changed], [0, 1]);
  const release = await busy(factory, "drafts");
  const writes = [here.put("a", card("Care work")), here.put("b", card("Insure"))];
  await nap(20);
  assert.deepEqual([here.writing, told.changed], [2, 1]);
  release();
  await Promise.all(writes);
  assert.deepEqual([here.writing, told.changed, here.lasting], [0, 2, true]);
});

test("a device that never answers is waited for once, and nothing waits after that", async () => {
  const [here, told] = shelf({ open: () => ({}) });
  await Promise.all([here.put("a", card("Care")), here.all(), here.drop("a")]);
  assert.deepEqual([here.lasting, told.changed], [false, 1]);
  assert.deepEqual(await here.all(), []);
});

test("what such a device answers later changes nothing any more", async () => {
  const factory = new IDBFactory();
  const slow = {};
  const [here] = shelf({ open: () => slow });
  await here.put("a", card("Insure"));
  assert.equal(here.lasting, false);
  const opened = factory.open("concord", 2);
  opened.onupgradeneeded = () => opened.result.createObjectStore("drafts");
  await new Promise((done) => (opened.onsuccess = done));
  slow.result = opened.result;
  slow.onsuccess();
  await nap(20);
  opened.result.close();
  const [next] = shelf(factory, 5000);
  assert.deepEqual(await next.all(), []);
});

test("a transaction that never ends is taken back, and the page works without the device", async () => {
  const ended = [];
  const store = { put: () => ({}), get: () => ({}), openCursor: () => ({}) };
  const memory = { transaction: () => ({ objectStore: () => store, abort: () => ended.push("aborted") }) };
  const request = { result: memory };
  const [here, told] = shelf({ open: () => (queueMicrotask(() => request.onsuccess()), request) });
  await here.put("a", card("Care"));
  assert.deepEqual([here.lasting, told.changed, ended], [false, 1, ["aborted"]]);
});

test("a browser that refuses its storage is like one that has none", async () => {
  const [here, told] = shelf({ open: () => { throw new Error("SecurityError"); } });
  await here.put("a", card("Care"));
  assert.deepEqual([here.lasting, told.changed, await here.all()], [false, 1, []]);
  assert.equal(openKeep("drafts", { factory: undefined }).lasting, false);
});
