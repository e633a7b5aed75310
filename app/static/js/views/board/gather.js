// The head of the board while everybody writes: the form, the promise, and the facilitator's moment of showing all.

import { html } from "lit";
import { t, tn } from "../../lib/words.js";
import { checks } from "../../state/rights.js";
import { checkCards, removedUnseen } from "./check.js";

export function gatherHead({ state, room, may }) {
  const hidden = state.room.private_writing;
  const writing = may.add && state.stage.kind === "gather";
  const left = !hidden ? state.mine.cards.filter((card) => !card.removed) : [];
  const removed = !may.declared && ["gather", "shape"].includes(state.stage.kind) ? removedUnseen(state) : [];
  if (!writing && !left.length && !removed.length && !(may.drive && hidden)) return null;
  return html`<div class="gather">
    ${writing ? html`<card-form .state=${state} .room=${room} .theme=${null}></card-form>` : null}
    ${removed} ${left.length ? leftover(left, room) : null}
    ${may.drive && hidden ? reveal(state, room) : null}
  </div>`;
}

function reveal(state, room) {
  const { total } = state.private;
  return html`<div class="banner">
    <p><b>${tn("{n} private card in the room.", "{n} private cards in the room.", total)}</b> <span class="soft">${checks(state) ? t("You can check the cards, without names, before you show them.") : t("Nobody, you included, reads the others' cards before they are shown.")}</span></p>
    <span class="grow"></span><button type="button" class="cta small" @click=${() => room.show({ dialog: { kind: "reveal" } })}>${t("Show all cards…")}</button>
  </div>`;
}

function leftover(cards, room) {
  return html`<div class="banner warn">
    <p><b>${tn("You have {n} card that has not been shown.", "You have {n} cards that have not been shown.", cards.length)}</b> ${t("Show this one too?")}</p><span class="grow"></span>
    <button type="button" class="cta small" @click=${() => room.send("card.reveal", { cards: cards.map((card) => card.id) })}>${tn("Show it", "Show them", cards.length)}</button>
  </div>`;
}

export function revealDialog(state, room, close) {
  const go = () => {
    room.send("card.reveal", {});
    close();
  };
  return html`<modal-box heading=${t("Show all cards?")} @close=${close} .body=${html`
      <p>${t("All private cards appear on everybody's board at once, in random order. Private writing is over until a gather stage starts again.")}</p>
      <p class="soft">${t("{n} of {all} are done", { n: state.ready, all: state.members.filter((member) => member.role === "participant").length })}</p>
    `} .foot=${html`<button type="button" class="ghost" data-first @click=${close}>${t("Cancel")}</button>
      ${checks(state) && state.private.others ? html`<button type="button" class="ghost" ?disabled=${state.line !== "online"} @click=${() => checkCards(room)}>${t("Check cards first")}</button>` : null}
      <button type="button" class="cta" @click=${go}>${t("Show all cards")}</button>`}></modal-box>`;
}
