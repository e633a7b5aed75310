// Checking a proof file where it is: nothing of it leaves the browser. The page has the sentences, this shows which are so.

import { check, grouped, read } from "../lib/proof.js";

const file = document.querySelector("#file");
const { key } = document.querySelector("#key").dataset;

function say(...names) {
  const told = wanted() ? ["wanted", ...names] : names;
  for (const each of document.querySelectorAll("[data-says]")) each.hidden = !told.includes(each.dataset.says);
}

/** The fingerprint in the address, by which a printed agenda leads here; empty where it is none. */
function wanted() {
  const print = location.hash.slice(1).toLowerCase();
  return /^[0-9a-f]{64}$/.test(print) ? print : "";
}

const fill = (name, text) => (document.querySelector(`[data-fill=${name}]`).textContent = text);

/** The sentences that are so of `bytes`. */
async function found(bytes) {
  if (!read(bytes)) return ["none"];
  const { proof, wrong, signed } = await check(bytes);
  fill("changed", wrong.join(", "));
  if (wrong.length > 0) return ["changed"];
  fill("fingerprint", grouped(proof.fingerprint));
  return [whose(signed, proof), ...compared(proof), "fingerprint"];
}

function compared({ fingerprint }) {
  if (!wanted()) return [];
  return [fingerprint === wanted() ? "same" : "other"];
}

function whose(signed, proof) {
  if (!signed) return "unsigned";
  return proof.key === key ? "valid" : "stranger";
}

let last = 0; // a file that is chosen later is not overtaken by an earlier one

file.addEventListener("change", look);
addEventListener("hashchange", look);

async function look() {
  fill("wanted", grouped(wanted() || "-"));
  const mine = ++last;
  say();
  if (!file.files[0]) return;
  const names = await file.files[0]
    .arrayBuffer()
    .then((buffer) => found(new Uint8Array(buffer)))
    .catch(() => ["none"]);
  if (mine === last) say(...names);
}

if (globalThis.crypto.subtle) {
  file.disabled = false;
  look();
} else say("unable");
