// The facilitator's questions around an open vote: who may, close early, give it up.

import { html } from "lit";
import { t } from "../../lib/words.js";
import { offline, turnout } from "./dock.js";

export function closingDialog(state, room, close) {
  const poll = state.polls.find((each) => each.id === state.ui.dialog.poll);
  return sureToClose(poll, () => room.send("poll.close", { poll: poll.id }), close, offline(state, poll));
}

export const sureToClose = (poll, act, close, away = "") => sure(t("Close the vote now?"), html`<p>${turnout(poll)} ${away} ${t("What stands now counts; nobody can change it afterwards.")}</p>`, t("Close the vote"), act, close);

export const sureToCancel = (act, close) => sure(t("Cancel this vote?"), html`<p>${t("All its ballots are destroyed and no result is shown. You can open a new vote.")}</p>`, t("Cancel the vote"), act, close, "stop");

export function cancelDialog(state, room, close) {
  const { poll } = state.ui.dialog;
  return sureToCancel(() => room.send("poll.cancel", { poll }), close);
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
