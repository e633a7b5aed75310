// A bar of a share of the whole. Its width is set by script, because the page's policy allows no inline styles.

import { html } from "lit";
import { define, Part } from "../../lib/element.js";

class MeterBar extends Part {
  static properties = { share: { attribute: false }, label: { attribute: false } };

  updated() {
    this.style.setProperty("--share", `${Math.round(1000 * (this.share ?? 0)) / 10}%`);
  }

  render() {
    return html`<i aria-hidden="true">${this.label ?? ""}</i>`;
  }
}

define("meter-bar", MeterBar);
