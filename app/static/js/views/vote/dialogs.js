// The facilitator's questions around a vote: over what, who may, close early, give it up.

import { html } from "lit";
import { t, tn } from "../../lib/words.js";
import { columns } from "../../state/board.js";
import { turnout } from "./dock.js";

export function pollDialog(state, room, close) {
  const cards = columns(state).reduce((sum, column) => sum + column.cards.filter((card) => !card.private).length, 0);
  const over = state.ui.dialog.over ?? (state.measures.length && state.stage.settings?.poll?.over === "measures" ? "measures" : "cards");
  const { cards: only } = state.ui.dialog;
  const count = only?.length ?? (over === "cards" ? cards : state.measures.length);
  const budget = Math.max(1, Math.min(Math.ceil(count / 3) + 1, count - 1));
  const open = (event) => {
    event.preventDefault();
    const given = new FormData(event.target);
    const [dots, per_card, adopt] = ["budget", "per_card", "adopt"].map((name) => Number(given.get(name)));
    const data = { method: "dots", settings: { budget: dots, per_card: Math.min(per_card, dots), adopt } };
    const breakdown = given.get("breakdown");
    room.send("poll.open", { ...data, ...(breakdown && { breakdown }), ...chosen(only, given.get("over"), state) });
    room.show({ place: null });
    close();
  };
  const choose = (event) => room.show({ dialog: { ...state.ui.dialog, over: event.target.value } });
  return html`<modal-box heading=${t("Open the vote")} @close=${close} .body=${html`<form id="poll" class="heap" @submit=${open}>
      ${only
        ? html`<p>${tn("A run-off between {n} card.", "A run-off between {n} cards.", only.length)}</p>`
        : html`<fieldset class="field"><legend class="label">${t("Over what?")}</legend>
            ${choice("over", "cards", tn("{n} card on the board", "{n} cards on the board", cards), over === "cards", choose)}
            ${choice("over", "measures", tn("{n} measure", "{n} measures", state.measures.length), over === "measures", choose, !state.measures.length)}
          </fieldset>`}
      <div class="trio">
        ${number("budget", t("Dots for each"), budget, 100)} ${number("per_card", t("At most on one"), Math.max(1, Math.floor(budget / 3)), 100)} ${number("adopt", t("How many are taken"), Math.min(3, Math.max(1, count)), 100)}
      </div>
      <details><summary>${t("Result by group")}</summary><fieldset class="field">
        <legend class="ear">${t("Result by group")}</legend>
        ${choice("breakdown", "", t("As set for this room"), true)} ${choice("breakdown", "none", t("The total alone"), false)} ${choice("breakdown", "safe", t("Small groups folded together (from about 15 voters)"), false)} ${choice("breakdown", "open", t("Every group shown: each voter is told before"), false)}
      </fieldset></details>
      <p class="soft">${t("While the vote is open, the wording of what is voted on is fixed. It closes only when you close it.")}</p>
    </form>`} .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button class="cta" form="poll" ?disabled=${count < 2}>${t("Open the vote")}</button>`}></modal-box>`;
}

/** What is voted on where it is not simply every card: the tied ones of a run-off, or the measures. */
function chosen(only, over, { measures }) {
  if (only) return { cards: only };
  return over === "measures" ? { cards: measures.map((measure) => measure.id) } : {};
}

const choice = (name, value, title, checked, change = null, disabled = false) => html`<label class="choice"><input type="radio" name=${name} value=${value} .checked=${checked} ?disabled=${disabled} @change=${change}><span>${title}</span></label>`;

const number = (name, title, value, most) => html`<div class="field"><label for="poll-${name}">${title}</label><input class="input nums" type="number" id="poll-${name}" name=${name} min="1" max=${most} .value=${String(value)} required></div>`;

export function closingDialog(state, room, close) {
  const poll = state.polls.find((each) => each.id === state.ui.dialog.poll);
  return sure(t("Close the vote now?"), html`<p>${turnout(poll)} ${t("What stands now counts; nobody can change it afterwards.")}</p>`, t("Close the vote"), () => room.send("poll.close", { poll: poll.id }), close);
}

export function cancelDialog(state, room, close) {
  const { poll } = state.ui.dialog;
  return sure(t("Cancel this vote?"), html`<p>${t("All its ballots are destroyed and no result is shown. You can open a new vote.")}</p>`, t("Cancel the vote"), () => room.send("poll.cancel", { poll }), close, "stop");
}

function sure(heading, body, label, act, close, tone = "") {
  const go = () => {
    act();
    close();
  };
  return html`<modal-box heading=${heading} @close=${close} .body=${body} .foot=${html`<button type="button" class="ghost" data-first @click=${close}>${t("Not now")}</button><button type="button" class="cta ${tone}" @click=${go}>${label}</button>`}></modal-box>`;
}

export function entitleDialog(state, room, close) {
  const poll = state.polls.find((each) => each.id === state.ui.dialog.poll);
  const set = (member, entitled) => room.send("poll.entitle", { poll: poll.id, member: member.id, entitled });
  return html`<modal-box heading=${t("Who may vote")} @close=${close} .body=${html`
    <p class="soft">${t("{n} delegates are on the list. Admit somebody who came late, or mark somebody absent; both are logged.", { n: poll.entitled })}</p>
    <ul class="seats">${state.members.filter((member) => member.role === "participant").map((member) => html`<li><b>${member.name}</b><span class="grow"></span>
      <button type="button" class="ghost small" @click=${() => set(member, true)}>${t("Admit")}</button><button type="button" class="quiet small" @click=${() => set(member, false)}>${t("Absent")}</button></li>`)}</ul>`}></modal-box>`;
}
