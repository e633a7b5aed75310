// A proof is checked in the browser as on the command line.

import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { test } from "node:test";
import { canonical, check, grouped, read } from "../../app/static/js/lib/proof.js";

const SAID = { room: { name: "대한민국" }, measures: [{ title: "Social insurance", amount: 1.5e9 }], agreement: { needed: 0.7 } };
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const bytes = (text) => new TextEncoder().encode(text);
const digest = (text) => createHash("sha256").update(text).digest("hex");

function seal(said) {
  const parts = Object.fromEntries(Object.entries(said).map(([name, value]) => [name, digest(canonical(value))]));
  const document = { format: "concord-declaration/1", parts, said };
  const text = canonical(document);
  const signature = sign(null, bytes(text), privateKey).toString("hex");
  const key = Buffer.from(publicKey.export({ format: "jwk" }).x, "base64url").toString("hex");
  return { format: "concord-proof/1", document, fingerprint: digest(text), signature, key };
}

const SMALL = canonical(seal(SAID));
const wrong = async (text) => (await check(bytes(text))).wrong;

test("numbers, names and texts are written as RFC 8785 says", () => {
  assert.equal(canonical([0, -0, 1e21, 1e-27, 4.5, 333333333.33333329, null, true]), "[0,0,1e+21,1e-27,4.5,333333333.3333333,null,true]");
  const names = ["\u20ac", "\r", "\ufb33", "1", "\u{1f600}", "\u0080", "\u00f6"];
  const written = canonical(Object.fromEntries(names.map((name) => [name, 0])));
  assert.deepEqual(Object.keys(JSON.parse(written.replaceAll('"1"', '"one"'))), ["\r", "one", "\u0080", "\u00f6", "\u20ac", "\u{1f600}", "\ufb33"]);
  assert.equal(canonical('\u20ac$\u000f\nA\'B"\\\\"/'), '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
});

test("nothing changed is nothing found", async () => {
  assert.deepEqual(await wrong(SMALL), []);
  assert.equal((await check(bytes(SMALL))).signed, true);
});

test("the changed part is named", async () => {
  assert.deepEqual(await wrong(SMALL.replace("Social insurance", "Social assurance")), ["measures"]);
  assert.deepEqual(await wrong(SMALL.replace("대한민국", "대한제국")), ["room"]);
  assert.deepEqual(await wrong(SMALL.replace('"fingerprint":"', '"fingerprint": "')), ["form"]);
  assert.deepEqual(await wrong(SMALL.replace('{"name"', '{"name":"Japan","name"')), ["form"]);
});

test("a part taken out or put in is named", async () => {
  const there = JSON.parse(SMALL);
  delete there.document.said.agreement;
  there.document.said.waived = "why";
  assert.deepEqual(await wrong(canonical(there)), ["agreement", "waived"]);
});

test("who also changes the digest is found by the fingerprint and then by the signature", async () => {
  const other = seal({ ...SAID, room: { name: "Japan" } });
  const there = { ...JSON.parse(SMALL), document: other.document };
  assert.deepEqual(await wrong(canonical(there)), ["fingerprint"]);
  assert.deepEqual(await wrong(canonical({ ...there, fingerprint: other.fingerprint })), ["signature or key"]);
});

test("where the browser knows no Ed25519 the signature is said to be unchecked", async () => {
  const importKey = () => Promise.reject(new DOMException("no", "NotSupportedError"));
  const { subtle } = globalThis.crypto;
  const found = await check(bytes(SMALL), { subtle: { importKey, digest: subtle.digest.bind(subtle) } });
  assert.deepEqual([found.wrong, found.signed], [[], null]);
});

test("what is no proof is none", () => {
  for (const text of ["", "[]", "{}", "null", "[".repeat(100_000), '{"document":{}}']) assert.equal(read(bytes(text)), null);
  assert.equal(read(Uint8Array.of(0xff)), null);
});

test("a fingerprint is read out in groups of four", () => assert.equal(grouped("0123456789ab"), "0123 4567 89ab"));
