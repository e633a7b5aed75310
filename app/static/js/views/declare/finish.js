// Revealing the levels, declaring, and opening a declared agenda again.

import { html } from "lit";
import { asOwnMoment } from "../../lib/dates.js";
import { tongue } from "../../lib/tongue.js";
import { t } from "../../lib/words.js";
import { late, rights } from "../../state/rights.js";

export function finish(state, room, may) {
  const { declaration, measures, mine } = state;
  const ask = (kind) => () => room.show({ dialog: { kind } });
  if (may.declared) {
    const reopens = mine.member.role === "organiser" || mine.member.duties.includes("chair");
    return reopens ? html`<div class="row"><button type="button" class="quiet small" @click=${ask("reopen")}>${t("Open it again…")}</button></div>` : null;
  }
  if (!may.declare) return null;
  return html`<div class="row finish">
    ${may.drive && !declaration.revealed ? html`<button type="button" class="ghost" ?disabled=${!declaration.endorsed} @click=${ask("levels")}>${t("Show all levels…")}</button>` : null}
    <button type="button" class=${declaration.revealed ? "cta" : "ghost"} ?disabled=${!measures.length} @click=${ask("declare")}>${t("Declare…")}</button>
  </div>`;
}

export function levelsDialog(state, room, close) {
  const { endorsed, expected } = state.declaration;
  const go = () => {
    room.send("declaration.reveal", {});
    close();
  };
  return html`<modal-box heading=${t("Show all levels at once?")} @close=${close} .body=${html`<p><b>${t("{n} of {all} have given their level.", { n: endorsed, all: expected })}</b></p>
    <p>${t("They are shown as numbers, and who gave which is forgotten. Nobody can change a level afterwards.")}</p>`}
    .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button type="button" class="cta" data-first @click=${go}>${t("Show them")}</button>`}></modal-box>`;
}

export function declareDialog(state, room, close) {
  const { revealed, endorse_until } = state.declaration;
  const unmet = revealed && !revealed.rule.met;
  const lacking = state.measures.some((measure) => measure.missing.length && !measure.waived);
  const declare = async (event) => {
    event.preventDefault();
    const waive = new FormData(event.target).get("waive")?.trim();
    close();
    if (await room.send("declaration.declare", waive ? { waive } : {})) room.tell(t("Declared."), "ok");
  };
  return html`<modal-box heading=${t("Declare this agenda?")} @close=${close} .body=${html`<form id="declare" class="heap" @submit=${declare}>
      <p>${t("The text, the measures and the levels of agreement are frozen as they stand.")}</p>
      ${endorse_until && !revealed && !late(state) ? html`<p class="banner warn">${t("Delegates may answer until {when}; declaring now ends that.", { when: asOwnMoment(endorse_until) })}</p>` : null}
      ${revealed ? null : html`<p class="banner warn">${t("The levels have not been shown yet: declaring shows them at the same moment.")}</p>`}
      ${lacking ? html`<p class="banner warn">${t("A plan still lacks something.")}</p>` : null}
      ${unmet || !revealed ? html`<div class="field"><label for="waive">${unmet ? t("The decision rule is not met. Why declare all the same?") : t("Reason, needed only where the decision rule is not met")}</label><p class="hint">${t("It is printed in the declaration.")}</p><textarea class="input" id="waive" name="waive" maxlength="500" ?required=${unmet}></textarea></div>` : null}
    </form>`} .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button class="cta" form="declare">${t("Declare")}</button>`}></modal-box>`;
}

export function reservationDialog(state, room, close) {
  const { number, text } = state.ui.dialog;
  const remove = (event) => {
    event.preventDefault();
    room.send("reservation.remove", { number, reason: new FormData(event.target).get("reason").trim() });
    close();
  };
  return html`<modal-box heading=${t("Remove this reservation?")} @close=${close} .body=${html`<form id="reservation" class="heap" @submit=${remove}>
      <blockquote class="res"><p lang=${tongue(text)}>${text}</p></blockquote>
      <p>${t("Its words and its signature are removed here and from files. In its place everybody reads that you removed it, when and why. This cannot be undone.")}</p>
      ${state.declaration.state === "declared" ? html`<p class="banner warn">${t("The agenda is declared: it is corrected and signed again. Proofs that people have already downloaded keep the reservation.")}</p>` : null}
      <div class="field"><label for="why">${t("Reason")}</label><p class="hint">${t("Everybody can read it.")}</p><textarea class="input" id="why" name="reason" maxlength="500" required data-first></textarea></div>
    </form>`} .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button class="cta stop" form="reservation">${t("Remove this reservation")}</button>`}></modal-box>`;
}

export function reopenDialog(state, room, close) {
  const reopen = (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const [kind, days] = [form.get("kind"), Number(form.get("days"))];
    room.send("declaration.reopen", { reason: form.get("reason").trim(), kind, ...(kind === "substance" ? { days } : {}) });
    close();
  };
  const asked = ({ currentTarget: { elements } }) => (elements.days.disabled = elements.kind.value !== "substance");
  if (!rights(state).declared) return null;
  return html`<modal-box heading=${t("Open the declared agenda again?")} @close=${close} .body=${html`<form id="reopen" class="heap" @submit=${reopen} @change=${asked}>
      <fieldset class="field"><legend class="label">${t("What changes?")}</legend>
        <label class="choice"><input type="radio" name="kind" value="editorial" checked><span>${t("Wording only: the agreement stands")}</span></label>
        <label class="choice"><input type="radio" name="kind" value="substance"><span>${t("Substance: a new version, to be endorsed again")}</span></label></fieldset>
      <div class="field days"><label for="reopen-days">${t("Days to endorse it")}</label><p class="hint" id="reopen-days-hint">${t("Delegates answer through their personal links, in any stage. Later answers are refused.")}</p><input class="input" type="number" id="reopen-days" name="days" min="1" max="30" value="7" required disabled aria-describedby="reopen-days-hint"></div>
      <div class="field"><label for="reopen-reason">${t("Reason, which is kept with the agenda")}</label><textarea class="input" id="reopen-reason" name="reason" maxlength="500" required></textarea></div>
    </form>`} .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button class="cta" form="reopen">${t("Open it again")}</button>`}></modal-box>`;
}
