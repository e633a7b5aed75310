// The base of every live element: lit in the light DOM, so that one style sheet and one focus order serve the whole page.

import { LitElement } from "lit";

export class Part extends LitElement {
  createRenderRoot() {
    return this;
  }

  /** Tell the parent something happened here. */
  say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

export const define = (name, element) => customElements.get(name) || customElements.define(name, element);
