// Dragging a card with a mouse or a pen. Fingers scroll; they have the menu, as keyboards have.

const THRESHOLD = 6;
const EDGE = 60;

/** `drop(card, {theme, after})` is called once, where the card was let go; `may()` whether dragging is allowed at all. */
export function createDrag(board, drop, may) {
  let held = null;

  board.addEventListener("pointerdown", (event) => {
    const card = event.target.closest("[data-movable]");
    if (!card || event.button !== 0 || event.pointerType === "touch" || event.target.closest("[data-part=more], input, .votes") || !may()) return;
    held = { card, id: card.dataset.card, x: event.clientX, y: event.clientY, moving: false, where: null };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end, { once: true });
    addEventListener("pointercancel", stop, { once: true });
    addEventListener("keydown", escape);
  });

  function move(event) {
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moving && Math.hypot(dx, dy) < THRESHOLD) return;
    if (!held.moving) begin();
    held.card.style.setProperty("translate", `${dx}px ${dy}px`);
    scroll(event);
    aim(event);
  }

  function begin() {
    held.moving = true;
    held.card.toggleAttribute("data-dragged", true);
    board.toggleAttribute("data-dragging", true);
    getSelection().removeAllRanges();
    held.mark = Object.assign(document.createElement("div"), { className: "drop-mark" });
  }

  /** The column under the pointer and the card it would stand behind; a line shows the place. */
  function aim({ clientX, clientY }) {
    const column = document.elementsFromPoint(clientX, clientY).find((each) => each.matches?.(".theme"));
    if (!column || !board.contains(column)) return;
    const rest = [...column.querySelectorAll("[data-card]")].filter((each) => each !== held.card);
    const behind = rest.filter((each) => clientY > middle(each)).at(-1);
    held.where = { theme: column.dataset.theme || null, after: behind?.dataset.card ?? null };
    const seat = (behind ?? column.querySelector("header, .rename")).getBoundingClientRect();
    const frame = column.getBoundingClientRect();
    if (!held.mark.isConnected) document.body.append(held.mark);
    held.mark.style.setProperty("inset", `${seat.bottom + 4}px auto auto ${frame.left}px`);
    held.mark.style.setProperty("inline-size", `${frame.width}px`);
  }

  function scroll({ clientX, clientY }) {
    const box = board.getBoundingClientRect();
    const pull = (at, low, high) => (at < low + EDGE ? -12 : at > high - EDGE ? 12 : 0);
    board.scrollBy(pull(clientX, box.left, box.right), pull(clientY, box.top, box.bottom));
  }

  function end() {
    if (held.moving) {
      // The click that follows belongs to the drag.
      addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, { capture: true }));
      if (held.where) drop(held.id, held.where);
    }
    stop();
  }

  function stop() {
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", end);
    removeEventListener("pointercancel", stop);
    removeEventListener("keydown", escape);
    held?.card.style.removeProperty("translate");
    held?.card.removeAttribute("data-dragged");
    board.removeAttribute("data-dragging");
    held?.mark?.remove();
    held = null;
  }

  const escape = (event) => event.key === "Escape" && stop();
}

const swallow = (event) => (event.preventDefault(), event.stopPropagation());

function middle(card) {
  const { top, height } = card.getBoundingClientRect();
  return top + height / 2;
}
