// One's own level of agreement: private until all are revealed at once, and then without a name.

import { html } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { live } from "lit/directives/live.js";
import { asOwnMoment } from "../../lib/dates.js";
import { t } from "../../lib/words.js";
import { reservationDraft } from "../../state/drafts.js";
import { late } from "../../state/rights.js";
import { saidBy, writer, writingFor } from "../../state/writing.js";
import { draft } from "../parts/draft.js";
import { groupTitle } from "../parts/who.js";
import { levels } from "./levels.js";

export function endorse(state, room, may) {
  const { endorsed, expected } = state.declaration;
  return html`${again(state)}<p class="nums" role="status"><b>${t("{n} of {all} have given their level.", { n: endorsed, all: expected })}</b></p>
    ${may.endorse ? keyed(writer(state).id, picker(state, room)) : may.seated || may.declared ? null : html`<p class="soft">${t("Levels stay private until they are shown all at once.")}</p>`}
    ${may.seated && !may.endorse && !may.declared && !state.declaration.endorse_until ? html`<p class="soft">${t("Levels of agreement are given in the stage Declare.")}</p>` : null}`;
}

/** Until when a new version is endorsed; once that is over, what becomes of it. */
function again(state) {
  const { endorse_until, version } = state.declaration;
  if (!endorse_until) return null;
  return late(state)
    ? html`<p class="banner warn">${t("The time to endorse version {n} is over. The chair can declare it with the answers that were given.", { n: version })}</p>`
    : html`<p class="banner">${t("Version {n} is new: please say again how far you agree, until {when}.", { n: version, when: asOwnMoment(endorse_until) })}</p>`;
}

function picker(state, room) {
  const given = saidBy(state).endorsement;
  const other = writingFor(state);
  const typed = draft(room, reservationDraft(other), given?.reservation ?? "");
  const say = (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const level = Number(form.get("level"));
    if (!level) return room.tell(t("Choose one of the eight steps first."), "warn");
    typed.sent();
    room.send("declaration.endorse", { level, reservation: form.get("reservation").trim(), signed: form.get("signed") });
  };
  return html`<form class="heap" @submit=${say}>
    <p class="soft">${other ? t("Private: you and {name} know this step. What {name} gave before is not shown: your answer replaces it.", { name: other.name }) : t("Private: nobody sees your step. All are shown at once, as numbers, without names.")}</p>
    <fieldset class="levels"><legend class="label">${t("How far do you agree with this agenda?")}</legend>
      ${levels().map(({ n, title, about, side }) => html`<label class="choice" data-side=${side}><input type="radio" name="level" value=${n} .checked=${given?.level === n}><b class="nums" aria-hidden="true">${n}</b><span>${title}<small>${about}</small></span></label>`)}
    </fieldset>
    <div class="field"><label for="reservation">${t("A reservation, if you have one")}</label><p class="hint" id="reservation-hint">${t("It is printed in the declaration, word for word.")}</p>
      <textarea class="input" id="reservation" name="reservation" maxlength="2000" aria-describedby="reservation-hint" .value=${live(typed.value)} @input=${typed.type}></textarea></div>
    <fieldset class="field"><legend class="label">${t("Signed as")}</legend><div class="chips">${signatures(state).map(([key, title]) => html`<label class="choice"><input type="radio" name="signed" value=${key} .checked=${(given?.signed ?? "one") === key}><span>${title}</span></label>`)}</div></fieldset>
    <div class="row"><button class="cta">${other ? t("Give the answer for {name}", { name: other.name }) : given ? t("Change my answer") : t("Give my answer")}</button>${given ? html`<span class="soft">${t("Given: step {n}. You can change it until all are shown.", { n: given.level })}</span>` : null}</div>
  </form>`;
}

function signatures(state) {
  const { name, perspective } = writer(state);
  return [["one", t("“One delegate”")], perspective && ["group", writingFor(state) ? t("The group: {group}", { group: groupTitle(state, perspective) }) : t("My group: {group}", { group: groupTitle(state, perspective) })], ["name", name]].filter(Boolean);
}
