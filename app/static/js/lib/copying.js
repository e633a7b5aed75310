// Buttons that copy a field: the one that `data-copy` names, else the one before them. Hidden until this script is there.

/** Hear them on this page. `said(button)`: how it is told that something was copied. */
export function copies(said = (button) => (button.textContent = "✓")) {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy) ?? button.previousElementSibling;
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said(button);
    } catch {
      // Without a safe line there is no clipboard; the text is selected all the same.
      if (document.execCommand("copy")) said(button);
    }
  });
  offerCopies();
}

export function offerCopies() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
}
