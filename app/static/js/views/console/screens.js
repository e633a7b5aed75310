// The big screens that are let in: a link, a QR code and a code to type for a new one; and ending one, once it has been asked.

import { html, nothing } from "lit";
import { define, Part } from "../../lib/element.js";
import { t } from "../../lib/words.js";
import { age } from "./words.js";

export function screensDialog(state, desk, { close }) {
  return html`<modal-box heading=${t("Screens")} @close=${close} .body=${html`<screen-list .workshop=${desk.id}></screen-list>`}
    .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Close")}</button>`}></modal-box>`;
}

class ScreenList extends Part {
  static properties = { workshop: {}, screens: { state: true }, ending: { state: true }, made: { state: true }, trouble: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.read();
  }

  updated(changed) {
    if (changed.has("ending")) this.querySelector(this.ending ? ".sure .ghost" : ".screens .ghost")?.focus();
  }

  async read() {
    const answer = await this.ask("GET");
    if (answer) this.screens = answer.screens;
  }

  async make() {
    this.made = (await this.ask("POST")) ?? this.made;
    await this.read();
  }

  async end(screen) {
    await this.ask("DELETE", `/${screen.id}`);
    this.ending = null;
    if (this.made?.id === screen.id) this.made = null;
    await this.read();
  }

  /** The answer, {} for one without words, or null where it failed. */
  async ask(method, path = "") {
    try {
      const answer = await fetch(`/api/v1/workshops/${this.workshop}/screens${path}${location.search}`, { method, headers: { Accept: "application/json" } });
      const told = answer.status === 204 ? {} : await answer.json();
      this.trouble = answer.ok ? null : told.detail;
      return answer.ok ? told : null;
    } catch {
      this.trouble = t("The server did not answer. Nothing was changed.");
      return null;
    }
  }

  sure(screen) {
    return html`<div class="deeds sure"><p class="soft" role="status">${t("It goes dark at once, and its link and code are worth nothing then.")}</p>
      <button type="button" class="ghost small" @click=${() => (this.ending = null)}>${t("Not now")}</button><button type="button" class="cta stop small" @click=${() => this.end(screen)}>${t("End {screen}", { screen: title(screen) })}</button></div>`;
  }

  render() {
    return html`<div class="heap">
      <p>${t("A screen shows the plenary to everybody. It knows no names, sees no vote before its result is shown, and can do nothing.")}</p>
      <div aria-live="polite">${this.trouble ? html`<p class="banner stop">${this.trouble}</p>` : nothing}${this.made ? fresh(this.made) : nothing}</div>
      ${this.screens?.length ? html`<ul class="screens">${this.screens.map((each) => html`<li><span><b>${title(each)}</b> <span class="soft">${each.seen_at ? t("seen: {age}", { age: age(each.seen_at) }) : t("not opened yet")}</span></span>
        ${this.ending === each.id ? this.sure(each) : html`<button type="button" class="ghost small" aria-label=${t("End {screen}", { screen: title(each) })} @click=${() => (this.ending = each.id)}>${t("End")}</button>`}</li>`)}</ul>` : html`<p class="soft">${t("There is no screen yet.")}</p>`}
      <div class="deeds"><button type="button" class="cta" data-first @click=${this.make}>${t("New screen")}</button></div>
    </div>`;
  }
}

const title = ({ number }) => t("Screen {n}", { n: number });

/** Told this once: the server keeps neither. */
const fresh = (made) => html`<div class="fresh">
  <img class="qr" src=${`data:image/svg+xml,${encodeURIComponent(made.qr)}`} alt=${t("QR code that opens the big screen")}>
  <div class="heap"><p>${t("On the projector’s machine open {address} and type", { address: `${new URL(made.link).origin}/screen` })}</p>
    <p class="code big">${made.code.slice(0, 4)} ${made.code.slice(4)}</p>
    <p class="soft">${t("The code is good for half an hour. The link stays good until you end the screen; it is shown only now.")}</p>
    <div class="deeds"><a class="ghost small" href=${made.link} target="_blank" rel="noopener">${t("Open it here")}</a><button type="button" class="ghost small" @click=${() => navigator.clipboard?.writeText(made.link)}>${t("Copy the link")}</button></div></div>
</div>`;

define("screen-list", ScreenList);
