import assert from "node:assert/strict";
import { test } from "node:test";
import { sending } from "../../app/static/js/lib/keys.js";

/** A field, and how often it was sent. press(key) and breaks(given) give it an event; true where the browser would still act on it. */
function field(options) {
  const told = { sent: 0 };
  const target = new EventTarget();
  const keys = sending(() => told.sent++, options);
  const give = (hear, event) => {
    let kept = true;
    hear({ target, preventDefault: () => (kept = false), ...event });
    return kept;
  };
  const press = (more) => give(keys.keydown, { key: "Enter", keyCode: 13, isComposing: false, shiftKey: false, ctrlKey: false, metaKey: false, ...more });
  const breaks = (more) => give(keys.beforeinput, { inputType: "insertLineBreak", isComposing: false, ...more });
  return { told, target, press, breaks };
}

test("Enter sends a line, and Shift with it makes another line", () => {
  const { told, press, breaks } = field();
  assert.deepEqual([press(), told.sent], [false, 1]);
  assert.deepEqual([press({ shiftKey: true }), breaks(), told.sent], [true, true, 1]);
});

test("the Enter that ends a composition sends nothing, in the order of Safari neither", () => {
  const { told, press } = field();
  assert.deepEqual([press({ isComposing: true }), press({ keyCode: 229 }), told.sent], [true, true, 0]);
  assert.equal(press(), false);
  assert.equal(told.sent, 1);
});

test("an Enter that is passed on after a composition sends, and leaves no line break", () => {
  const { told, press, breaks, target } = field();
  press({ keyCode: 229, isComposing: true });
  assert.deepEqual([breaks(), told.sent], [false, 1]);
  press({ keyCode: 229, isComposing: true });
  assert.deepEqual([breaks({ isComposing: true }), told.sent], [false, 1]);
  target.dispatchEvent(new Event("compositionend"));
  assert.equal(told.sent, 2);
});

test("in a field of several lines Enter makes one, and Ctrl or Cmd with it sends, but not while composing", () => {
  const { told, press, breaks } = field({ lines: true });
  assert.deepEqual([press(), breaks(), told.sent], [true, true, 0]);
  assert.deepEqual([press({ ctrlKey: true, keyCode: 229 }), press({ metaKey: true, isComposing: true }), told.sent], [true, true, 0]);
  assert.deepEqual([press({ ctrlKey: true }), press({ metaKey: true }), told.sent], [false, false, 2]);
});
