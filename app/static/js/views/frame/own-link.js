// One's own seat on another device: the personal link as a QR code and as text. It is asked for when it is wanted, and kept nowhere.

import { html } from "lit";
import { define, Part } from "../../lib/element.js";
import { t } from "../../lib/words.js";

export function ownLinkDialog(state, room, close) {
  return html`<modal-box heading=${t("My link for another device (QR)")} @close=${close} .body=${html`<own-link .room=${room}></own-link>`}
    .foot=${html`<button type="button" class="ghost" data-first @click=${close}>${t("Close")}</button>`}></modal-box>`;
}

class OwnLink extends Part {
  static properties = { room: { attribute: false }, told: { state: true }, trouble: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.ask();
  }

  async ask() {
    try {
      const answer = await fetch("/api/v1/seat/link", { headers: { Accept: "application/json" } });
      const said = await answer.json();
      if (answer.ok) this.told = said;
      else this.trouble = said.detail;
    } catch {
      this.trouble = t("The server did not answer. Please try again in a moment.");
    }
  }

  async copy() {
    await navigator.clipboard.writeText(this.told.link);
    this.room.show({ dialog: null });
    this.room.tell(t("Copied."), "ok");
  }

  render() {
    return html`<div class="own-link">
      <p>${t("Point the camera of your other device here, or open the address there: it brings you to this seat, and what you do on one is seen on the other.")}</p>
      ${this.trouble ? html`<p class="banner stop" role="alert">${this.trouble}</p>` : null}
      <img class="qr" src=${this.told ? `data:image/svg+xml,${encodeURIComponent(this.told.qr)}` : ""} ?hidden=${!this.told} width="220" height="220" alt=${t("QR code of your own link")}>
      ${this.told ? html`<p class="address">${this.told.link}</p>${navigator.clipboard ? html`<button type="button" class="ghost" @click=${this.copy}>${t("Copy the link")}</button>` : null}` : null}
      <p class="soft">${t("Whoever has this link sits in your seat, and votes for you. Show it to nobody.")}</p>
    </div>`;
  }
}

define("own-link", OwnLink);
