// A declaration's proof, checked in the browser: what app/domain/proof.py does, told in the same names of parts.

const HEX = { fingerprint: 64, signature: 128, key: 64 };

/** The canonical form (RFC 8785) of what JSON.parse gave. Numbers and texts are written by JSON.stringify as it wants them. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

/** The proof in the bytes of a proof file, or null where they are none. */
export function read(bytes) {
  try {
    const proof = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
    return fits(proof) ? proof : null;
  } catch {
    return null;
  }
}

const fits = (proof) =>
  same(Object.keys(proof), ["format", "document", ...Object.keys(HEX)]) &&
  same(Object.keys(proof.document), ["format", "parts", "said"]) &&
  proof.format === "concord-proof/1" &&
  proof.document.format === "concord-declaration/1" &&
  [proof.document.parts, proof.document.said].every(named) &&
  Object.entries(HEX).every(([name, length]) => new RegExp(`^[0-9a-f]{${length}}$`).test(proof[name]));

const same = (one, other) => canonical(one.sort()) === canonical(other.sort());

const named = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/**
 * What is not as it was signed: parts of what was declared, or "fingerprint", "signature or key", "form"; [] if nothing.
 * A name that stands there twice is "form": of the two JSON.parse takes the last, and writes one.
 * `signed` is null where this browser cannot check Ed25519: then the signature is not among what was looked at.
 * Rejects where `bytes` are so deep that they cannot be written again.
 */
export async function check(bytes, crypto = globalThis.crypto) {
  const proof = read(bytes);
  const { parts, said } = proof.document;
  const text = canonical(proof.document);
  const names = [...new Set([...Object.keys(parts), ...Object.keys(said)])].sort();
  const digests = await Promise.all(names.map((name) => (Object.hasOwn(said, name) ? digest(canonical(said[name]), crypto) : null)));
  const wrong = names.filter((name, at) => digests[at] === null || !Object.hasOwn(parts, name) || parts[name] !== digests[at]);
  if (wrong.length === 0 && (await digest(text, crypto)) !== proof.fingerprint) wrong.push("fingerprint");
  const signed = await verified(text, proof, crypto);
  if (wrong.length === 0 && signed === false) wrong.push("signature or key");
  if (wrong.length === 0 && !equal(encoded(canonical(proof)), bytes)) wrong.push("form");
  return { proof, wrong, signed };
}

/** In groups of four, as one reads it out. */
export const grouped = (fingerprint) => fingerprint.match(/.{1,4}/g).join(" ");

const encoded = (text) => new TextEncoder().encode(text);

const equal = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

async function digest(text, crypto) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", encoded(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const unhex = (hex) => Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16));

async function verified(text, { key, signature }, crypto) {
  let known;
  try {
    known = await crypto.subtle.importKey("raw", unhex(key), "Ed25519", false, ["verify"]);
  } catch (error) {
    return error.name === "NotSupportedError" ? null : false;
  }
  return crypto.subtle.verify("Ed25519", known, unhex(signature), encoded(text));
}
