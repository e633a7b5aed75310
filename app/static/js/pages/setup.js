// The set-up page without leaving it: a form is sent, and only its own part is put in anew, so that what is typed elsewhere stays.
// Without this script each form loads the page again.

import { copies, offerCopies } from "../lib/copying.js";

const heard = () => document.querySelector("#heard");
let sent = false; // by the browser itself: what is typed goes along
let leaving = null; // the form that is sent without this script, since it did not get through with it

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form === leaving) return;
  if (form.method !== "post" || !form.closest(".set-up")) return;
  event.preventDefault();
  const button = event.submitter;
  if (button) button.disabled = true;
  try {
    // As the form would send itself: a file needs its own encoding, and a long table is not cut into parts.
    const filled = new FormData(form, null);
    const body = form.enctype === "multipart/form-data" ? filled : new URLSearchParams(filled);
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.querySelector(".set-up")) return location.assign(answer.redirected ? answer.url : location.href);
    renew(form, page, button?.id);
  } catch {
    if (button) button.disabled = false; // a button that is off sends nothing
    leaving = form;
    sent = true;
    form.requestSubmit(button); // the browser says what is wrong with the line, and keeps the form
    leaving = null;
  } finally {
    if (button) button.disabled = false;
  }
});

/** Put the form's part in anew, and what is to be fresh everywhere; the keyboard stays where it was. */
function renew(form, page, pressed) {
  const part = document.getElementById(form.dataset.swap) ?? form.closest("[data-part]");
  const next = page.getElementById(part.id);
  if (!next) return location.reload();
  // The form's own `id` is hidden by its field of that name.
  const selector = pressed ? `#${CSS.escape(pressed)}` : `#${CSS.escape(form.getAttribute("id"))} button`;
  part.replaceWith(next);
  for (const old of document.querySelectorAll("[data-fresh]")) freshen(old, page.getElementById(old.id));
  offerCopies();
  const wrong = next.querySelector("[aria-invalid=true]:not(fieldset)");
  if (wrong) wrong.focus();
  else hold(next, next.querySelector(selector));
  heard().textContent = "";
  const said = page.querySelector("#heard")?.textContent;
  if (said) requestAnimationFrame(() => (heard().textContent = said));
}

/** Focus the button that was pressed; where it is off, folded away or gone, what stands nearest to it. */
function hold(next, same) {
  const beside = same?.parentElement.parentElement.querySelectorAll("button") ?? [];
  const head = same?.closest("details")?.querySelector("summary");
  const near = [same, ...beside, head, ...next.querySelectorAll("a.cta, summary, button")];
  near.find((each) => each && !each.disabled && each.checkVisibility())?.focus();
}

function freshen(old, next) {
  if (!next || next === old) return;
  if (old.matches("select") && [...next.options].some((option) => option.value === old.value)) next.value = old.value;
  old.replaceWith(next);
}

/** Typed or chosen, and not what the page came with. */
function changed(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
  return field.value !== field.defaultValue;
}

addEventListener("beforeunload", (event) => {
  const typed = [...document.querySelectorAll(".set-up form[method=post]")].some((form) => [...form.elements].some((field) => field.name && field.type !== "hidden" && changed(field)));
  if (typed && !sent) event.preventDefault();
});

copies();
