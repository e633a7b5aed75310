// Buttons that copy the field before them: hidden until this script is there.

export function offerCopies() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = button.previousElementSibling;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = "✓";
  } catch {
    document.execCommand("copy"); // without a safe line there is no clipboard; the text is selected
  }
});
