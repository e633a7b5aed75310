// Checking proofs where they are: nothing of a file leaves the browser. The page has the sentences, this shows which are so.

import { found } from "../lib/carried.js";
import { asMoment } from "../lib/dates.js";
import { grouped } from "../lib/proof.js";
import { useCatalogue } from "../lib/words.js";

const file = document.querySelector("#file");
const list = document.querySelector("#found");
const { key } = document.querySelector("#key").dataset;
const parts = JSON.parse(list.dataset.parts);
const EXPORTED = " of the export";

useCatalogue({ language: document.documentElement.lang });

function say(place, names) {
  for (const each of place.querySelectorAll("[data-says]")) each.hidden = !names.includes(each.dataset.says);
}

const fill = (place, name, text) => (place.querySelector(`[data-fill=${name}]`).textContent = text);

/** The fingerprint in the address, by which a printed agenda leads here; empty where there is none. */
function wanted() {
  const print = location.hash.slice(1).toLowerCase();
  return /^[0-9a-f]{64}$/.test(print) ? print : "";
}

/** What the page says of a file as a whole. */
function whole(proofs) {
  const told = wanted() ? ["wanted"] : [];
  if (!proofs) return told;
  if (proofs.length === 0) return [...told, "none"];
  if (proofs.some((each) => each.edition)) told.push("export");
  const intact = proofs.filter(({ wrong }) => wrong.length === 0);
  if (wanted() && intact.length > 0) told.push(intact.some(({ proof }) => proof.fingerprint === wanted()) ? "same" : "other");
  return told;
}

function item(found) {
  const { room, edition, proof, wrong } = found;
  const made = document.querySelector("#proof").content.cloneNode(true).firstElementChild;
  fill(made, "room", room);
  fill(made, "edition", edition ?? "");
  fill(made, "changed", wrong.map(part).join(", "));
  fill(made, "workshop", proof.document.said.workshop?.title ?? "");
  fill(made, "declared", declared(proof.document.said));
  fill(made, "fingerprint", grouped(proof.fingerprint));
  say(made, [edition && "edition", ...(wrong.length > 0 ? ["changed"] : [whose(found), "which", "fingerprint"])]);
  return made;
}

/** What the reader's language calls a part that check() or found() names. */
function part(name) {
  const known = parts[name.replace(EXPORTED, "")] ?? name;
  return name.endsWith(EXPORTED) ? list.dataset.export.replace("{part}", known) : known;
}

/** A proof that was made elsewhere may hold no moment. */
const declared = ({ declared_at, version }) => (Date.parse(declared_at) ? list.dataset.declared.replace("{when}", asMoment(declared_at)).replace("{n}", version) : "");

function whose({ signed, proof }) {
  if (!signed) return "unsigned";
  return proof.key === key ? "valid" : "stranger";
}

let last = 0; // a file that is chosen later is not overtaken by an earlier one

async function look() {
  const mine = ++last;
  fill(document, "wanted", wanted() && grouped(wanted()));
  show(null);
  if (!file.files[0]) return;
  const proofs = await file.files[0]
    .arrayBuffer()
    .then((buffer) => found(new Uint8Array(buffer)))
    .catch(() => []);
  if (mine === last) show(proofs);
}

function show(proofs) {
  list.replaceChildren();
  say(document, whole(proofs));
  list.append(...(proofs ?? []).map(item));
}

file.addEventListener("change", look);
addEventListener("hashchange", look);

if (globalThis.crypto.subtle) {
  file.disabled = false;
  look();
} else say(document, ["unable"]);
