// The stage's time: counts down by the server's clock, and up again once it is over. Nothing happens at zero.

import { html } from "lit";
import { asTime, left_s } from "../../lib/clock.js";
import { define, Part } from "../../lib/element.js";
import { t } from "../../lib/words.js";

class RoomTimer extends Part {
  static properties = { timer: { attribute: false }, large: { type: Boolean } };

  connectedCallback() {
    super.connectedCallback();
    this.ticking = setInterval(() => this.requestUpdate(), 500);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.ticking);
  }

  render() {
    const left = left_s(this.timer);
    if (left === null) return null;
    const paused = !this.timer.ends_at;
    const kind = left < 0 ? "late" : paused ? "still" : "";
    const words = left < 0 ? t("over time") : paused ? t("paused") : t("left");
    return html`<span class="timer ${kind} ${this.large ? "large" : ""}" role="timer"><span class="ear">${t("Time")}: </span>${asTime(left)}${kind || this.large ? html` <small>${words}</small>` : html`<span class="ear"> ${words}</span>`}</span>`;
  }
}

define("room-timer", RoomTimer);
