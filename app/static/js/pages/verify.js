// Checking a proof file where it is: nothing of it leaves the browser. The page has the sentences, this shows which are so.

import { check, grouped, read } from "../lib/proof.js";

const file = document.querySelector("#file");
const { key } = document.querySelector("#key").dataset;

function say(...names) {
  for (const each of document.querySelectorAll("[data-says]")) each.hidden = !names.includes(each.dataset.says);
}

const fill = (name, text) => (document.querySelector(`[data-fill=${name}]`).textContent = text);

/** The sentences that are so of `bytes`. */
async function found(bytes) {
  if (!read(bytes)) return ["none"];
  const { proof, wrong, signed } = await check(bytes);
  fill("changed", wrong.join(", "));
  if (wrong.length > 0) return ["changed"];
  fill("fingerprint", grouped(proof.fingerprint));
  const wanted = location.hash.slice(1);
  const other = wanted && wanted !== proof.fingerprint ? ["other"] : [];
  return [whose(signed, proof), ...other, "fingerprint"];
}

function whose(signed, proof) {
  if (!signed) return "unsigned";
  return proof.key === key ? "valid" : "stranger";
};

let last = 0; // a file that is chosen later is not overtaken by an earlier one

file.addEventListener("change", async () => {
  const mine = ++last;
  say();
  if (!file.files[0]) return;
  const names = await file.files[0]
    .arrayBuffer()
    .then((buffer) => found(new Uint8Array(buffer)))
    .catch(() => ["none"]);
  if (mine === last) say(...names);
});

if (globalThis.crypto.subtle) file.disabled = false;
else say("unable");
