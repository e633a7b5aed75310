// One card, written with one's own keyboard in the form that the rooms have.

import { html } from "lit";
import { t } from "../../lib/words.js";

export function card({ state, practice, on }) {
  const [written] = state.cards;
  return html`<h1 tabindex="-1">${t("Write a card")}</h1>
    <p>${t("One sentence, on the keyboard and in the language you will use on the day. Enter or “Add card” puts it on the board.")}</p>
    <card-form .state=${state} .room=${practice} .theme=${null}></card-form>
    <div role="status">${written ? html`<article class="card" data-private><h3 lang=${written.language}>${written.title}</h3></article>
      <p class="soft">${t("This is how it stands on the board. Are all letters right? Here nobody sees it, and it is gone when you leave this page.")}</p>` : null}</div>
    <div class="deeds">${written ? html`<button type="button" class="cta" @click=${on}>${t("It is right, go on")}</button>` : html`<button type="button" class="quiet" @click=${on}>${t("Skip this")}</button>`}</div>`;
}
