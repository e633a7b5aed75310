// What the server embedded in the page: JSON in script tags, never evaluated.

export function embedded(id) {
  const tag = document.getElementById(id);
  return tag ? JSON.parse(tag.textContent) : null;
}

/** The browser asks whether to leave while `unsaved()` is true. */
export function asksBeforeLeaving(unsaved) {
  addEventListener("beforeunload", (event) => unsaved() && event.preventDefault());
}
