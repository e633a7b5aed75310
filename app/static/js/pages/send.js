// Sending an agenda: a file with its progress, and words to copy. Without this script the form loads the file by itself.

import { copies } from "../lib/copying.js";

const form = document.querySelector("#files");
const making = document.querySelector("#making");
const bar = making.querySelector("progress");

function say(name) {
  for (const each of making.querySelectorAll("[data-says]")) each.hidden = each.dataset.says !== name;
  bar.hidden = !["making", "coming"].includes(name);
  if (name === "making") bar.removeAttribute("value");
  bar.scrollIntoView({ block: "nearest" });
}

/** What stands here once for each language: the one that is chosen. */
function choose() {
  const chosen = new FormData(form).get("language");
  for (const each of document.querySelectorAll("[data-of]")) each.hidden = each.dataset.of !== chosen;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const buttons = form.querySelectorAll("button");
  const asked = new URL(event.submitter.formAction);
  asked.search = new URLSearchParams(new FormData(form));
  for (const each of buttons) each.disabled = true;
  say("making");
  try {
    const answer = await fetch(asked, { headers: { Accept: "application/problem+json" } });
    if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).detail ?? "");
    save(await read(answer), named(answer));
    say("done");
  } catch (error) {
    making.querySelector("[data-fill=failed]").textContent = error instanceof TypeError ? "" : error.message;
    say("failed");
  } finally {
    for (const each of buttons) each.disabled = false;
    event.submitter.focus({ preventScroll: true });
  }
});

/** The bytes of an answer, the bar going with them where it says how many there are. */
async function read(answer) {
  const all = Number(answer.headers.get("Content-Length"));
  const parts = [];
  let come = 0;
  say("coming");
  for (const reader = answer.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts, { type: answer.headers.get("Content-Type") });
    parts.push(value);
    come += value.length;
    if (all) bar.value = come / all;
  }
}

/** The name of the file, which stands twice where it is not in Latin letters (RFC 6266). */
function named(answer) {
  const told = answer.headers.get("Content-Disposition") ?? "";
  const [, quoted] = told.match(/filename\*=UTF-8''([^;]+)/) ?? [];
  return quoted ? decodeURIComponent(quoted) : told.match(/filename="?([^";]+)/)?.[1] ?? "agenda";
}

function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

copies((button) => {
  const said = document.querySelector("#copied");
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = said.dataset.text));
  button.dataset.done = "";
});

form.addEventListener("change", choose);
choose();
