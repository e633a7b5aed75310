// Writing a card: one line is enough; what is rare stands behind "More". What was typed is kept on the device until the card is made.

import { html } from "lit";
import { live } from "lit/directives/live.js";
import { define, Part } from "../../lib/element.js";
import { composes, sending } from "../../lib/keys.js";
import { t } from "../../lib/words.js";
import { asCard, cardDraft } from "../../state/drafts.js";
import { privately } from "../../state/rights.js";
import { writer, writingFor } from "../../state/writing.js";
import { icon } from "../parts/icon.js";
import { languageName } from "../parts/who.js";

class CardForm extends Part {
  static properties = { state: { attribute: false }, room: { attribute: false }, theme: { attribute: false }, compact: { type: Boolean }, more: { state: true }, empty: { state: true } };

  firstUpdated() {
    if (this.compact && this.state.ui.adding) this.querySelector("textarea").focus();
  }

  get name() {
    return cardDraft(this.theme, writingFor(this.state));
  }

  /** Also what stands behind "More", where that is shut now. */
  typed() {
    return { ...this.room.drafts.read(this.name), ...Object.fromEntries(new FormData(this.querySelector("form"))) };
  }

  // As it stands in the fields, an input method's half syllable included: nothing is drawn over what is being composed.
  keep() {
    const typed = this.typed();
    this.empty = false;
    this.room.drafts.write(this.name, typed.title || typed.body || typed.gloss ? typed : null);
  }

  async add(event) {
    event.preventDefault();
    const typed = this.typed();
    this.empty = !typed.title.trim();
    if (this.empty) return this.querySelector("textarea").focus();
    const theme = (typed.theme ?? this.theme) || null;
    const data = asCard(typed, [writer(this.state).language, ...this.state.workshop.languages]);
    this.room.drafts.write(this.name, null);
    this.querySelector("form").reset();
    this.querySelector("textarea").focus();
    const other = writingFor(this.state);
    const done = await this.room.send("card.add", { ...data, theme });
    if (!done) return;
    if (!other || !privately(this.state)) this.room.show({ said: t("Card added: “{title}”", { title: data.title }) });
    else this.room.tell(t("The card is with {name}: it is private until all are shown.", { name: other.name }), "ok");
  }

  enter = sending((event) => this.add(event));

  keys(event) {
    this.enter.keydown(event);
    if (event.key === "Escape" && this.compact && !composes(event)) this.close();
  }

  close() {
    this.room.show({ adding: null });
  }

  render() {
    const draft = this.room.drafts.read(this.name);
    const more = this.more ?? Boolean(draft.body || draft.gloss);
    return html`<form class="card-form" @submit=${this.add} @input=${this.keep}>
      <div class="field">
        <label class=${this.compact ? "ear" : ""} for="new-${this.theme}">${t("Your idea, in one sentence")}</label>
        <textarea class="input one" id="new-${this.theme}" name="title" rows="1" maxlength="200" lang=${writer(this.state).language} placeholder=${t("One idea per card, in your own language")} aria-invalid=${this.empty ? "true" : "false"} enterkeyhint="done" .value=${live(draft.title ?? "")} @keydown=${this.keys} @beforeinput=${this.enter.beforeinput}></textarea>
        ${this.empty ? html`<p class="error">${t("Write a few words first.")}</p>` : null}
      </div>
      ${more ? this.details(draft) : null}
      <div class="row">
        <button class="cta small">${icon("plus")}${t("Add card")}</button>
        <button type="button" class="quiet small" aria-expanded=${more ? "true" : "false"} @click=${() => (this.more = !more)}>${more ? t("Less") : t("More")}</button>
        ${this.compact ? html`<button type="button" class="quiet small" @click=${this.close}>${t("Close")}</button>` : null}
      </div>
    </form>`;
  }

  details(draft) {
    const { themes, workshop } = this.state;
    const { language } = writer(this.state);
    const id = (name) => `${name}-${this.theme}`;
    return html`
      <div class="field"><label for=${id("body")}>${t("In more words")}</label><textarea class="input" id=${id("body")} name="body" maxlength="5000" lang=${language} .value=${live(draft.body ?? "")}></textarea></div>
      <div class="field"><label for=${id("gloss")}>${t("The same in a second language")}</label><input class="input" id=${id("gloss")} name="gloss" maxlength="200" autocomplete="off" .value=${live(draft.gloss ?? "")}></div>
      <div class="trio">
        <div class="field"><label for=${id("kind")}>${t("Kind")}</label><select class="input" id=${id("kind")} name="kind"><option value="proposal">${t("Proposal")}</option><option value="challenge" ?selected=${draft.kind === "challenge"}>${t("Challenge")}</option></select></div>
        <div class="field"><label for=${id("theme")}>${t("Theme")}</label><select class="input" id=${id("theme")} name="theme"><option value="">${t("Not in a theme")}</option>${themes.map((each) => html`<option value=${each.id} ?selected=${each.id === (draft.theme ?? this.theme)}>${each.title}</option>`)}</select></div>
        <div class="field"><label for=${id("language")}>${t("Language")}</label><select class="input" id=${id("language")} name="language">${workshop.languages.map((code) => html`<option value=${code} lang=${code} ?selected=${code === (draft.language ?? language)}>${languageName(code)}</option>`)}</select></div>
      </div>`;
  }
}

define("card-form", CardForm);
