// The stage's time: counts down by the server's clock, and up again once it is over. Nothing happens at zero.

import { html } from "lit";
import { asTime, left_s, nextTick_ms } from "../../lib/clock.js";
import { define, Part } from "../../lib/element.js";
import { t } from "../../lib/words.js";

class RoomTimer extends Part {
  static properties = { timer: { attribute: false }, large: { type: Boolean } };

  connectedCallback() {
    super.connectedCallback();
    this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.ticking);
  }

  /** On the second, so that all screens turn together; at least so often that a clock that was set is noticed. */
  updated() {
    clearTimeout(this.ticking);
    const wait_ms = nextTick_ms(this.timer);
    if (wait_ms !== null && this.isConnected) this.ticking = setTimeout(() => this.requestUpdate(), wait_ms + 1);
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
