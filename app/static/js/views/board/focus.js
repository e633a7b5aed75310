// A card that moves is another element afterwards: find the one that had the focus by its card and its part.

/** Look now, before the redraw; the answer puts the focus back after it, where it was lost. */
export function keepFocus(board) {
  const held = document.activeElement;
  const card = board.contains(held) && held.closest("[data-card]")?.dataset.card;
  if (!card) return null;
  const { part } = held.dataset;
  return async () => {
    if (lives(held)) return;
    const found = [...board.querySelectorAll("idea-card")].find((each) => each.card?.id === card);
    await found?.updateComplete;
    // Meanwhile somebody may have gone elsewhere.
    if (document.activeElement && document.activeElement !== document.body) return;
    (found?.querySelector(`[data-part="${part}"]`) ?? found?.querySelector("[data-part]"))?.focus();
  };
}

const lives = (held) => held.isConnected && document.activeElement === held;
