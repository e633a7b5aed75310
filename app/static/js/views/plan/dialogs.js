// Questions around a measure: who works on it, why it may pass as it is, whether it leaves the agenda.

import { html } from "lit";
import { t } from "../../lib/words.js";

const measureOf = (state) => state.measures.find((each) => each.id === state.ui.dialog.measure);

export function assignDialog(state, room, close) {
  const measure = measureOf(state);
  if (!measure) return null;
  const toggle = (event) => {
    const rest = measure.assigned.filter((id) => id !== event.target.value);
    room.send("measure.assign", { measure: measure.id, members: event.target.checked ? [...rest, event.target.value] : rest });
  };
  return html`<modal-box heading=${t("Who works on this?")} @close=${close} .body=${html`<p class="soft">${measure.plan.what}</p>
    <div class="heap">${state.members.filter((member) => member.role === "participant").map((member) => html`<label class="choice"><input type="checkbox" value=${member.id} .checked=${measure.assigned.includes(member.id)} @change=${toggle}><span>${member.name}</span></label>`)}</div>
  `} .foot=${html`<button type="button" class="cta" @click=${close}>${t("Done")}</button>`}></modal-box>`;
}

export function waiveDialog(state, room, close) {
  const measure = measureOf(state);
  if (!measure) return null;
  const waive = (event) => {
    event.preventDefault();
    const reason = new FormData(event.target).get("reason").trim();
    if (!reason) return;
    room.send("check.waive", { measure: measure.id, reason });
    close();
  };
  return html`<modal-box heading=${t("Let it pass with a reason")} @close=${close} .body=${html`<form id="waive" class="heap" @submit=${waive}>
      <p class="soft">${t("The reason is printed with the measure.")}</p>
      <div class="field"><label for="reason">${t("Why may it stay as it is?")}</label><textarea class="input" id="reason" name="reason" maxlength="500" required data-first></textarea></div>
    </form>`} .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button class="cta" form="waive">${t("Let it pass")}</button>`}></modal-box>`;
}

export function dropDialog(state, room, close) {
  const measure = measureOf(state);
  if (!measure) return null;
  const drop = async () => {
    close();
    const done = await room.send("measure.drop", { measure: measure.id });
    if (done) room.tell(t("“{title}” is off the agenda.", { title: measure.plan.what }), "plain", room.undo);
  };
  return html`<modal-box heading=${t("Take this measure off the agenda?")} @close=${close} .body=${html`<p><b>${measure.plan.what}</b></p><p>${t("Its cards stay on the board. What was written in its plan is kept in the log, but not shown any more.")}</p>`}
    .foot=${html`<button type="button" class="ghost" data-first @click=${close}>${t("Keep it")}</button><button type="button" class="cta stop" @click=${drop}>${t("Take it off")}</button>`}></modal-box>`;
}
