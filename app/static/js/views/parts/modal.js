// One question at a time, over the page. Closing it by Escape, the cross or a click beside it says "close".

import { html } from "lit";
import { define, Part } from "../../lib/element.js";
import { t } from "../../lib/words.js";
import { icon } from "./icon.js";
import "./menu.js";

class ModalBox extends Part {
  static properties = { heading: {}, body: { attribute: false }, foot: { attribute: false }, wide: { type: Boolean } };

  firstUpdated() {
    this.before = document.activeElement;
    this.dialog.showModal();
    (this.dialog.querySelector("[data-first]") ?? this.dialog.querySelector("input, textarea, select, .cta"))?.focus();
  }

  get dialog() {
    return this.querySelector("dialog");
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    if (this.before?.isConnected) this.before.focus();
  }

  // A press that begins inside (selecting a text) and ends outside is not a click beside the box.
  beside(event) {
    if (event.target === this.dialog) this.say("close");
  }

  render() {
    return html`<dialog class="modal" ?data-wide=${this.wide} aria-labelledby="modal-heading" @cancel=${(event) => (event.preventDefault(), this.say("close"))} @pointerdown=${this.beside}>
      <div class="modal-in">
        <header>
          <h2 id="modal-heading">${this.heading}</h2>
          <button type="button" class="quiet square" aria-label=${t("Close")} @click=${() => this.say("close")}>${icon("close")}</button>
        </header>
        <div class="modal-body">${this.body}</div>
        ${this.foot ? html`<footer>${this.foot}</footer>` : null}
      </div>
      <pop-menu></pop-menu>
    </dialog>`;
  }
}

define("modal-box", ModalBox);
