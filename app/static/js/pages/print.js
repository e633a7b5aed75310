// A page that is made to be printed has its own button; the browser's own menu does the same.

const button = document.querySelector("#print");
button.hidden = false;
button.addEventListener("click", () => print());
