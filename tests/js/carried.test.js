// The proofs of a JSON export are checked in the browser as on the command line.

import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { test } from "node:test";
import { found, twice } from "../../app/static/js/lib/carried.js";
import { canonical } from "../../app/static/js/lib/proof.js";

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const bytes = (told) => new TextEncoder().encode(JSON.stringify(told, null, 2));
const digest = (text) => createHash("sha256").update(text).digest("hex");

const text = () => ({ text: "We", gloss: "우리" });
const measure = () => ({ plan: { lead: "A" }, by_when: null, instrument: ["law"], amount: null, waived: null });
const frozen = { waived: null, next_review: null, version: 1, declared_at: "2021-03-31T07:20:00.000Z", corrections: [] };
const SAID = { room: { name: "대한민국" }, standing: text(), preamble: text(), contact: text(), measures: [{ title: "One form", gloss: "하나", ...measure() }], agreement: { needed: 0.7 }, ...frozen };
const texts = Object.fromEntries(["standing", "preamble", "contact"].flatMap((name) => [[name, "We"], [`${name}_gloss`, "우리"]]));
const ROOM = { name: "대한민국", declaration: { state: "declared", revealed: { needed: 0.7 }, ...texts, ...frozen }, measures: [{ cards: ["c"], ...measure() }], cards: [{ id: "c", title: "One form", gloss: "하나" }] };

function seal(said) {
  const parts = Object.fromEntries(Object.entries(said).map(([name, value]) => [name, digest(canonical(value))]));
  const document = { format: "concord-declaration/1", parts, said };
  const signed = canonical(document);
  const signature = sign(null, new TextEncoder().encode(signed), privateKey).toString("hex");
  const key = Buffer.from(publicKey.export({ format: "jwk" }).x, "base64url").toString("hex");
  return { format: "concord-proof/1", document, fingerprint: digest(signed), signature, key };
}

const EXPORT = { format: "concord/1", rooms: [{ ...ROOM, proofs: [{ edition: 1, version: 1, declared_at: frozen.declared_at, ...seal(SAID) }] }, { name: "Japan", proofs: [] }] };
const wrong = async (told) => (await found(bytes(told))).map((each) => [each.room, each.edition, each.wrong]);
const altered = (change) => {
  const told = structuredClone(EXPORT);
  change(told.rooms[0]);
  return told;
};

test("nothing changed is nothing found", async () => assert.deepEqual(await wrong(EXPORT), [["대한민국", 1, []]]));

test("what was changed is named: in a proof, beside it, and in what the export says of the agenda", async () => {
  assert.deepEqual(await wrong(altered((room) => (room.proofs[0].document.said.preamble.text = "They"))), [["대한민국", 1, ["preamble", "preamble of the export"]]]);
  assert.deepEqual(await wrong(altered((room) => (room.proofs[0].version = 2))), [["대한민국", 1, ["version"]]]);
  assert.deepEqual(await wrong(altered((room) => (room.measures[0].plan.lead = "B"))), [["대한민국", 1, ["measures of the export"]]]);
});

test("an export without a proof holds none, nor does one in which a name stands twice", async () => {
  assert.deepEqual(await wrong({ format: "concord/1", rooms: [{ name: "Japan", proofs: [] }] }), []);
  assert.deepEqual(await found(new TextEncoder().encode('{"format":"concord/1","rooms":[],"rooms":[]}')), []);
});

test("a name stands twice only within one object, whatever is written in texts", () => {
  assert.equal(twice('{"a": {"a": "{\\"a\\": {"}, "b": [{"a": 1}, {"a": 2}]}'), false);
  assert.equal(twice('{"a": 1, "\\u0061": 2}'), true);
});
