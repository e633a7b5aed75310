// Proofs as a file carries them, a proof file its one, the JSON export all of its rooms': what app/domain/carried.py does.

import { canonical, check, read } from "./proof.js";

const NAMES = ["format", "document", "fingerprint", "signature", "key"];
const BOTH = ["standing", "preamble", "contact"];
const FROZEN = ["waived", "next_review", "version", "declared_at", "corrections"];

/** [{room, edition, proof, wrong, signed}] of every proof in `bytes`; none where there is none. See check() for the last three. */
export async function found(bytes, crypto = globalThis.crypto) {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const told = JSON.parse(text);
  if (told?.format !== "concord/1") return read(bytes) ? [await one(bytes, { edition: null, more: [] }, crypto)] : [];
  if (twice(text)) return [];
  const each = told.rooms.flatMap((room) => (room.proofs ?? []).map((kept, at, all) => carried(room, kept, at + 1, all.length)));
  return Promise.all(each.map(({ kept, ...rest }) => one(encode(canonical(kept)), rest, crypto)));
}

const encode = (text) => new TextEncoder().encode(text);

async function one(bytes, { edition, more }, crypto) {
  if (!read(bytes)) throw new Error("no proof");
  const { proof, wrong, signed } = await check(bytes, crypto);
  return { room: proof.document.said.room?.name ?? "", edition, proof, wrong: [...wrong, ...more], signed };
}

function carried(room, given, edition, of) {
  const { said } = given.document;
  const beside = { edition, version: said.version, declared_at: said.declared_at };
  const more = Object.keys(beside).filter((name) => !same(given[name], beside[name]));
  if (edition === of && room.declaration.state === "declared") more.push(...otherwise(room, said));
  return { kept: Object.fromEntries(NAMES.map((name) => [name, given[name]])), edition, more };
}

const same = (one, other) => canonical([one ?? null]) === canonical([other ?? null]);

/** The parts of which the export itself says something else than its proof. */
function otherwise(room, said) {
  const now = declared(room);
  return Object.keys(now).filter((name) => !same(now[name], said[name])).map((name) => `${name} of the export`);
}

function declared({ declaration, measures, cards }) {
  return {
    ...Object.fromEntries(BOTH.map((name) => [name, { text: declaration[name], gloss: declaration[`${name}_gloss`] }])),
    measures: measures.map((measure) => worded(measure, cards.find((card) => card.id === measure.cards[0]))),
    agreement: declaration.revealed,
    ...Object.fromEntries(FROZEN.map((name) => [name, declaration[name]])),
  };
}

/** A measure under its own words, or those of its card, whose gloss is no gloss of other words. */
function worded({ plan, by_when, instrument, amount, waived }, card = { title: "", gloss: "" }) {
  const fits = !plan.what || plan.what === card.title;
  return { title: plan.what || card.title, gloss: plan.what_gloss || (fits ? card.gloss : ""), plan, by_when, instrument, amount, waived };
}

/** Whether a name stands twice in one object: of its two values JSON.parse takes the last, and another reader may take the first. */
export function twice(text) {
  const open = [];
  for (const [sign, colon] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}]/g)) {
    if (sign === "{") open.push(new Set());
    else if (sign === "}") open.pop();
    else if (colon) {
      const name = JSON.parse(sign.slice(0, -colon.length));
      if (open.at(-1).has(name)) return true;
      open.at(-1).add(name);
    }
  }
  return false;
}
