// The facilitator reads the private cards without names, where the stage tells people so, and removes abuse before all are shown.

import { html } from "lit";
import { t, tn } from "../../lib/words.js";

// What follows a press is drawn in the next frame.
const focus = (what) => requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector(what)?.focus()));

/** Ask for the cards, and open the list. They are in the page only as long as the list is open. */
export async function checkCards(room) {
  const answer = await room.send("card.check", {});
  if (answer) room.show({ dialog: { kind: "check", cards: answer.cards } });
}

export function checkDialog(state, room, close) {
  const { cards } = state.ui.dialog;
  const unread = Math.max(0, state.private.others - cards.length);
  const showAll = () => {
    room.send("card.reveal", {});
    close();
  };
  return html`<modal-box wide heading=${t("Check the cards")} @close=${close} .body=${html`
      <p>${t("These are the private cards of the others, without names. Remove only abuse: its writer reads your reason.")}</p>
      ${cards.length ? html`<ul class="checks">${cards.map((card) => listed(card, state, room))}</ul>` : html`<p class="empty">${t("There is no card to check.")}</p>`}
      ${unread ? html`<p class="banner warn">${tn("{n} more card is not in this list. It is new, or its writer was told that nobody can read it.", "{n} more cards are not in this list. They are new, or their writers were told that nobody can read them.", unread)}</p>` : null}
    `} .foot=${html`<button type="button" class="ghost" data-first @click=${close}>${t("Cancel")}</button>
      ${unread ? html`<button type="button" class="ghost" @click=${() => checkCards(room)}>${t("Check again")}</button>` : null}
      <button type="button" class="cta" @click=${showAll}>${t("Show all cards")}</button>`}></modal-box>`;
}

function listed(card, state, room) {
  const { dialog } = state.ui;
  const removing = dialog.removing === card.id;
  const ask = () => {
    room.show({ dialog: { ...dialog, removing: card.id } });
    focus("#hold-reason");
  };
  return html`<li>
    <article lang=${card.language}><h3>${card.title}</h3>${card.body ? html`<p class="body">${card.body}</p>` : null}</article>
    ${removing ? reason(card, dialog, room) : html`<button type="button" class="ghost small" aria-label=${t("Remove: {title}", { title: card.title })} @click=${ask}>${t("Remove…")}</button>`}
  </li>`;
}

function reason(card, dialog, room) {
  const back = (cards) => {
    room.show({ dialog: { kind: "check", cards } });
    focus(".modal [data-first]");
  };
  const hold = async (event) => {
    event.preventDefault();
    const done = await room.send("card.hold", { card: card.id, reason: new FormData(event.target).get("reason").trim() });
    if (done) back(dialog.cards.filter((each) => each.id !== card.id));
  };
  return html`<form class="heap" @submit=${hold}>
    <div class="field"><label for="hold-reason">${t("Reason")}</label><p class="hint" id="hold-hint">${t("Only the person who wrote the card can read it. You cannot undo this.")}</p>
      <textarea class="input" id="hold-reason" name="reason" maxlength="500" required aria-describedby="hold-hint"></textarea></div>
    <div class="row"><button type="button" class="ghost small" @click=${() => back(dialog.cards)}>${t("Go back")}</button><button class="cta stop small">${t("Remove this card")}</button></div>
  </form>`;
}

/** What its writer, and nobody else, reads of a card that was removed before it was shown. */
export const removedUnseen = ({ mine }) =>
  (mine.held ?? []).map((card) => html`<div class="banner warn"><p>${t("The facilitator removed this card before it was shown:")} <b lang=${card.language}>${card.title}</b><br />${t("Reason: {reason}", { reason: card.reason })}</p></div>`);
