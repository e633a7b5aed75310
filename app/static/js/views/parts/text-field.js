// A field that several people write in. What arrives never disturbs a composition and never takes the caret along.

import { html } from "lit";
import { define, Part } from "../../lib/element.js";
import { diff, moved } from "../../lib/splice.js";
import { tongue } from "../../lib/tongue.js";
import { t } from "../../lib/words.js";

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
    this.shown = null;
  }

  get area() {
    return this.querySelector("textarea");
  }

  // The textarea's value is set by hand, not by the template: a redraw must not touch what is being composed.
  updated(changed) {
    if (changed.has("doc") || changed.has("field")) this.shown = null;
    this.pull();
  }

  pull() {
    if (this.composing) return;
    const now = this.room.texts.read(this.doc, this.field, this.row ?? "");
    const area = this.area;
    if (this.shown === now && area.value === now) return;
    const focused = document.activeElement === area;
    const carets = [area.selectionStart, area.selectionEnd];
    const edit = diff(area.value, now);
    area.value = now;
    this.shown = now;
    if (focused) area.setSelectionRange(...carets.map((at) => moved(at, edit)));
    grow(area);
  }

  typed() {
    const area = this.area;
    const value = this.one ? area.value.replace(/\n/g, " ") : area.value;
    this.room.texts.type(this.doc, this.field, this.shown ?? this.row ?? "", value, this.row ?? "");
    this.shown = value;
    grow(area);
    this.tellWriting();
  }

  tellWriting() {
    const now = Date.now();
    if (now - (this.told ?? 0) < 3000) return;
    this.told = now;
    this.room.presence({ card: this.doc.split(":")[1], field: this.field, typing: true });
  }

  left() {
    this.composing = false;
    this.room.texts.flush();
    if (this.told) this.room.presence({ card: this.doc.split(":")[1], field: null, typing: false });
    this.told = 0;
  }

  keys(event) {
    if (event.key === "Enter" && this.one && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      this.area.blur();
    }
  }

  render() {
    const { kind, detail, touched } = this.room.texts.state(this.doc, this.field);
    const words = { saving: t("Saving…"), waiting: t("Waits for the line"), refused: t("Not saved"), saved: touched ? t("Saved") : "" }[kind];
    return html`<div class="field writing">
      <p class="field-head"><label for=${this.key}>${this.label}</label><small data-kind=${kind}>${words}</small></p>
      ${this.hint ? html`<p class="hint" id="${this.key}-hint" ?data-blank=${!this.hint.trim()}>${this.hint}</p>` : null}
      <textarea id=${this.key} class="input ${this.one ? "one" : ""}" rows=${this.one ? 1 : 2} maxlength=${this.most || 5000} lang=${this.language || tongue(this.row ?? "")} placeholder=${this.placeholder ?? ""}
        aria-describedby=${this.hint ? `${this.key}-hint` : ""} aria-invalid=${kind === "refused" ? "true" : "false"}
        @input=${this.typed} @keydown=${this.keys} @blur=${this.left}
        @compositionstart=${() => (this.composing = true)} @compositionend=${() => ((this.composing = false), this.pull())}></textarea>
      ${kind === "refused" ? this.refusal(detail) : null}
    </div>`;
  }

  refusal(detail) {
    return html`<p class="error" role="alert">${detail} <button type="button" class="link" @click=${() => this.giveUp()}>${t("Show the room's text")}</button></p>`;
  }

  giveUp() {
    this.shown = null;
    this.room.texts.drop(this.doc, this.field);
  }
}

define("text-field", TextField);

// Browsers without field-sizing: as tall as what is in it.
function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.setProperty("block-size", "auto");
  area.style.setProperty("block-size", `${area.scrollHeight + 2}px`);
}
