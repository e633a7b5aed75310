// Putting cards together: choose which one stays. The others remain readable inside it and can be taken out again.

import { html } from "lit";
import { t, tn } from "../../lib/words.js";
import { cardOf, onBoard } from "../../state/board.js";
import { frozen } from "../../state/rights.js";

export function mergeBar({ state, room }) {
  const picked = state.ui.selecting;
  return html`<div class="banner merge-bar" role="status">
    <p><b>${tn("{n} card selected", "{n} cards selected", picked.length)}</b> <span class="soft">${t("Choose two or more that say the same.")}</span></p>
    <span class="grow"></span>
    <button type="button" class="quiet small" @click=${() => room.show({ selecting: null })}>${t("Cancel")}</button>
    <button type="button" class="cta small" ?disabled=${picked.length < 2} @click=${() => room.show({ dialog: { kind: "merge", cards: picked, among: true } })}>${t("Merge…")}</button>
  </div>`;
}

/** `dialog.cards` go into the one chosen: any other card, or, when several were selected, one `among` them. */
export function mergeDialog(state, room, close) {
  const { cards, among } = state.ui.dialog;
  const open = state.cards.filter((card) => onBoard(card) && !frozen(state, card.id));
  const choices = among ? open.filter((card) => cards.includes(card.id)) : open.filter((card) => !cards.includes(card.id));
  const merge = (event) => {
    event.preventDefault();
    const into = new FormData(event.target).get("into");
    if (!into) return;
    const rest = cards.filter((id) => id !== into);
    room.send("card.merge", { into, cards: rest });
    room.show({ selecting: null, card: into });
    close();
    room.tell(tn("{n} card merged.", "{n} cards merged.", rest.length), "plain", room.undo);
  };
  const one = cardOf(state, cards[0]);
  const heading = among ? t("Which card stays?") : t("Merge “{title}” into…", { title: one?.title ?? "" });
  return html`<modal-box heading=${heading} @close=${close} .body=${html`<form id="merge" class="heap" @submit=${merge}>
      <p class="soft">${t("The other cards stay readable inside it and can be taken out again.")}</p>
      ${choices.length ? choices.map((card, n) => choice(state, card, n)) : html`<p class="empty">${t("There is no other card to merge into.")}</p>`}
    </form>`} .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button class="cta" form="merge" ?disabled=${!choices.length}>${t("Merge")}</button>`}></modal-box>`;
}

function choice(state, card, n) {
  const theme = state.themes.find((each) => each.id === card.theme)?.title;
  return html`<label class="choice"><input type="radio" name="into" value=${card.id} ?checked=${n === 0} required><span><b lang=${card.language}>${card.title}</b>${theme ? html`<br><span class="faint">${theme}</span>` : null}</span></label>`;
}
