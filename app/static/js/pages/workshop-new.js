// A new workshop begins at the organiser's own time: the browser knows the zone. Without this script it is UTC, and the page says so.
// What does not go together cannot be chosen together; without this script the server says so.

const zone = document.querySelector("#zone");
const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (mine && !zone.value) {
  zone.value = mine;
  const hint = document.querySelector("#begins-hint");
  hint.textContent = hint.textContent.replace("UTC", mine);
}

const recount = document.querySelector("[name=recount]");
const folded = document.querySelector("[name=breakdown][value=safe]");
function apart() {
  recount.disabled = folded.checked;
  folded.disabled = recount.checked;
}
recount.form.addEventListener("change", apart);
apart();
