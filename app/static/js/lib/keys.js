// Which key sends: one answer for every form in which people write, so that none of them gets in the way of an input method.

/** The key belongs to an input method: it composes, or ends a composition. Safari tells of that key only after the end, with 229. */
export const composes = (event) => event.isComposing || event.keyCode === 229;

const held = new WeakSet(); // Fields in which Shift was held with the last Enter.

/**
 * What a field listens to, so that a key sends it: {keydown, beforeinput}. In a field of one line Enter calls `send(event)`, in one of
 * several `lines` Ctrl or Cmd with Enter. Some systems give the Enter that ended a composition on to the field, without another
 * keydown: the line break that it would make sends as well.
 */
export function sending(send, { lines = false } = {}) {
  return {
    keydown(event) {
      if (event.key !== "Enter") return;
      held[event.shiftKey ? "add" : "delete"](event.target);
      if (composes(event) || (lines ? !(event.ctrlKey || event.metaKey) : event.shiftKey)) return;
      event.preventDefault();
      send(event);
    },
    beforeinput(event) {
      if (lines || !["insertLineBreak", "insertParagraph"].includes(event.inputType) || held.has(event.target)) return;
      event.preventDefault();
      if (event.isComposing) event.target.addEventListener("compositionend", () => send(event), { once: true });
      else send(event);
    },
  };
}
