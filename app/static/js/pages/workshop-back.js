// A large file is read for seconds: the page says so, and one press brings back one workshop.

const form = document.querySelector("form[enctype]");
const button = form.querySelector("[type=submit]");
form.addEventListener("submit", () => {
  button.disabled = true;
  document.querySelector("#reading").hidden = false;
});
// Whoever comes back to this page with the browser's own button can send again.
addEventListener("pageshow", () => {
  button.disabled = false;
});
