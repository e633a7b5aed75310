// A new workshop begins at the organiser's own time: the browser knows the zone. Without this script it is UTC, and the page says so.

const zone = document.querySelector("#zone");
const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (mine && !zone.value) {
  zone.value = mine;
  const hint = document.querySelector("#begins-hint");
  hint.textContent = hint.textContent.replace("UTC", mine);
}
