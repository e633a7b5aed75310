// A field that several people write in: a plain textarea bound to a shared text. What arrives never disturbs a composition, never takes
// the caret along, and never cuts a letter in two.

import { html } from "lit";
import { define, Part } from "../../lib/element.js";
import { composes } from "../../lib/keys.js";
import { createPause } from "../../lib/pause.js";
import { caretThrough, diff, since } from "../../lib/splice.js";
import { tongue } from "../../lib/tongue.js";
import { t } from "../../lib/words.js";
import { carets, turn, writers } from "./carets.js";

const COMPOSED_MS = 1000; // Some keyboards compose for as long as a word: what stands still so long is sent,
const LONGEST_MS = 1500; // and what goes on for so long is sent as far as it is.
const STILL_MS = 4000; // Who has typed nothing for so long is not writing any more.
const TOLD_MS = 150; // The others hear of a caret at most this often.

let count = 0;

class TextField extends Part {
  static properties = {
    room: { attribute: false },
    state: { attribute: false },
    doc: {},
    field: {},
    row: {},
    label: {},
    hint: {},
    placeholder: {},
    language: {},
    one: { type: Boolean },
    most: { type: Number },
  };

  constructor() {
    super();
    this.key = `text-${++count}`;
    this.composing = false;
    this.base = null; // The room's text when the textarea last showed just that, and
    this.known = null; // as it was last heard of; `splices` made the one of the other.
    this.splices = [];
    this.timers = {};
    this.pause = createPause(() => this.sendComposed(), { quiet_ms: COMPOSED_MS, longest_ms: LONGEST_MS });
  }

  get area() {
    return this.querySelector("textarea");
  }

  get texts() {
    return this.room.texts;
  }

  get now() {
    return this.texts.read(this.doc, this.field, this.row ?? "");
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this.take();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    if (this.base !== null) this.push();
    this.release();
  }

  willUpdate(changed) {
    if (this.hasUpdated && (changed.has("doc") || changed.has("field"))) this.release();
  }

  // The textarea's value is set by hand, not by the template: a redraw must not touch what is being composed.
  updated() {
    if (this.isConnected) this.take();
    this.hear(null);
    turn(this.querySelector(".paper"));
  }

  take() {
    if (this.letGo) return;
    this.hand = this.texts.hand((splices) => this.hear(splices), () => this.sendComposed());
    this.letGo = this.texts.hold(this.doc, this.field, this.hand);
    this.base = this.known = this.area.value = this.now;
    this.splices = [];
    grow(this.area);
  }

  release() {
    this.letGo?.();
    this.letGo = null;
    Object.values(this.timers).forEach(clearTimeout);
    this.pause.end();
  }

  /** The room's text has changed by `splices`; null: nobody knows how. */
  hear(splices) {
    if (!this.letGo) return;
    const now = this.now;
    if (now === this.known) return;
    this.splices.push(...(splices ?? [diff(this.known, now)]));
    this.known = now;
    if (!this.composing) this.show();
  }

  /** What was typed goes into the room's text, where it belongs by now; then the textarea shows that text. */
  push() {
    const value = this.one ? this.area.value.replace(/\n/g, " ") : this.area.value;
    this.texts.holds(this.hand, false);
    if (value === this.base) return;
    const { base: before, splices, row, hand } = this;
    this.texts.type(this.doc, this.field, { before, after: value, splices, row: row ?? "", hand });
    this.known = this.now;
  }

  show() {
    const { area, base, splices } = this;
    const edit = diff(base, area.value);
    const carets = [area.selectionStart, area.selectionEnd];
    this.push();
    const now = this.known;
    if (area.value !== now) {
      const focused = document.activeElement === area;
      area.value = now;
      if (focused) area.setSelectionRange(...carets.map((at) => caretThrough(at, edit, splices)));
    }
    this.base = now;
    this.splices = [];
    grow(area);
  }

  typed(event) {
    grow(this.area);
    if (this.composing || event.isComposing) {
      this.texts.holds(this.hand, this.area.value !== this.base);
      this.pause.begin();
    } else this.show();
    this.tell(true);
  }

  /**
   * A composition has stood still, or gone on for long: it is sent as it is, and the textarea is left alone. From here on it counts
   * from what it shows; `splices` is what others typed, which it shows when the composition ends.
   */
  sendComposed() {
    this.pause.end();
    if (!this.composing || !this.letGo) return;
    const { base, splices } = this;
    const { value } = this.area;
    this.push();
    this.base = value;
    this.splices = since(value, diff(base, value), splices, this.known);
  }

  composed() {
    this.composing = false;
    this.pause.end();
    this.show();
  }

  keys(event) {
    if (composes(event)) return;
    if (event.key === "Enter" && this.one) {
      event.preventDefault();
      this.area.blur();
    }
    const turn = (event.ctrlKey || event.metaKey) && !event.altKey ? event.key.toLowerCase() : "";
    if (turn === "z") this.back(event, event.shiftKey);
    if (turn === "y") this.back(event, true);
  }

  /** The browser's own undo knows nothing of what others typed, and forgets with every letter that arrives. */
  back(event, forward = false) {
    if (this.composing) return;
    if (this.texts[forward ? "redo" : "undo"](this.doc, this.field)) event.preventDefault();
  }

  before(event) {
    if (event.inputType === "historyUndo") this.back(event);
    if (event.inputType === "historyRedo") this.back(event, true);
    // An Enter that an input method has passed on: as in keys().
    if (event.inputType === "insertLineBreak" && this.one) {
      event.preventDefault();
      if (!event.isComposing) this.area.blur();
    }
  }

  left() {
    if (this.composing) this.composed();
    this.texts.flush();
    clearTimeout(this.timers.still);
    clearTimeout(this.timers.told);
    this.timers.told = null;
    if (this.told) this.room.presence({ card: this.owner, field: null, typing: false });
    this.told = false;
  }

  get owner() {
    return this.doc.split(":")[1];
  }

  /** Say where one's caret is; `writing`: and that a key was pressed. */
  tell(writing = false) {
    if (document.activeElement !== this.area) return;
    if (writing) {
      this.writing = true;
      clearTimeout(this.timers.still);
      this.timers.still = setTimeout(() => {
        this.writing = false;
        this.tell();
      }, STILL_MS);
    }
    this.timers.told ??= setTimeout(() => {
      this.timers.told = null;
      this.told = true;
      const { selectionStart, selectionEnd } = this.area;
      const cursor = this.composing ? null : this.texts.mark(this.doc, this.field, selectionStart, selectionEnd);
      this.room.presence({ card: this.owner, field: this.field, typing: Boolean(this.writing), ...(cursor ? { cursor } : {}) });
    }, TOLD_MS);
  }

  /** Where the others are; not while one composes, when the words on the screen are not yet the room's. */
  marks(others) {
    if (this.composing) return [];
    const found = others.map((each) => ({ ...each, at: each.cursor ? this.texts.find(this.doc, this.field, each.cursor) : null }));
    return found.filter((each) => each.at).map((each) => ({ ...each, from: each.at[1] }));
  }

  render() {
    const { kind, touched } = this.texts.state(this.doc, this.field);
    const words = { saving: t("Saving…"), waiting: t("Waits for the line"), saved: touched ? t("Saved") : "" }[kind];
    const language = this.language || tongue(this.row ?? "");
    const others = (this.state.present ?? []).filter((each) => each.member !== this.state.mine.member.id && each.card === this.owner && each.field === this.field);
    return html`<div class="field writing">
      <p class="field-head"><label for=${this.key}>${this.label}</label>${writers(others, this.state)}<small data-kind=${kind}>${words}</small></p>
      ${this.hint ? html`<p class="hint" id="${this.key}-hint" ?data-blank=${!this.hint.trim()}>${this.hint}</p>` : null}
      <div class="paper">
        <textarea id=${this.key} class="input ${this.one ? "one" : ""}" rows=${this.one ? 1 : 2} maxlength=${this.most || 5000} lang=${language} placeholder=${this.placeholder ?? ""}
          aria-describedby=${this.hint ? `${this.key}-hint` : ""} @beforeinput=${this.before} @input=${this.typed} @keydown=${this.keys} @focus=${() => this.tell()} @blur=${this.left} @selectionchange=${() => this.tell()} @keyup=${() => this.tell()} @pointerup=${() => this.tell()}
          @compositionstart=${() => (this.composing = true)} @compositionend=${this.composed}></textarea>
        ${carets(this.marks(others), this.area?.value ?? "", language, this.state)}
      </div>
    </div>`;
  }
}

define("text-field", TextField);

// Browsers without field-sizing: as tall as what is in it.
function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.setProperty("block-size", "auto");
  area.style.setProperty("block-size", `${area.scrollHeight + 2}px`);
}
