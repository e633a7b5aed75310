// The plenary on one's own device: what the big screen shows, a question, applause, and the agendas of the others.

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { sending } from "../../lib/keys.js";
import { embedded } from "../../lib/page.js";
import { t } from "../../lib/words.js";
import { QUESTION_DRAFT } from "../../state/drafts.js";
import { draft } from "../parts/draft.js";
import { viewTitle } from "../screen/words.js";

const MOST = 280;

export function plenary(state, room) {
  const rooms = embedded("page").rooms;
  const seated = state.mine.member.role === "participant";
  return html`<section class="panel plenary" aria-labelledby="plenary-title">
    <header class="row"><h2 id="plenary-title">${t("Plenary")}</h2><p role="status">${t("On the big screen: {what}", { what: now(state, rooms) })}</p><span class="grow"></span>
      ${seated ? html`<button type="button" class="ghost" @click=${() => applaud(room)}>${t("Applaud")}</button>` : nothing}</header>
    ${seated ? form(room) : nothing}
    <nav class="field" aria-labelledby="plenary-agendas"><h3 id="plenary-agendas">${t("Agendas of all rooms")}</h3><ul class="deeds">${rooms.map((each) => html`<li><a class="ghost small" href="/rooms/${each.id}/declaration${location.search}" aria-current=${each.id === state.plenary?.room ? "true" : nothing}>${each.name}</a></li>`)}</ul></nav>
  </section>`;
}

function now({ plenary: shown }, rooms) {
  if (!shown) return t("nothing yet");
  const name = rooms.find((each) => each.id === shown.room)?.name;
  return name ? t("{view}: {room}", { view: viewTitle(shown.view), room: name }) : viewTitle(shown.view);
}

async function applaud(room) {
  if (await room.run("applause.give", {})) room.tell(t("Your applause is counted, once for each thing that is shown."), "ok");
}

function form(room) {
  const typed = draft(room, QUESTION_DRAFT);
  const ask = async (event) => {
    event.preventDefault();
    const field = event.currentTarget.elements.text;
    const text = field.value.trim();
    if (!text) return field.focus();
    field.value = "";
    typed.sent();
    if (await room.run("question.ask", { text })) room.tell(t("Your question was sent to the facilitators."), "ok");
  };
  const keys = sending(({ target }) => target.form.requestSubmit());
  return html`<form class="field" @submit=${ask}><label for="question">${t("Ask a question")}</label>
    <p class="hint" id="question-hint">${t("The facilitators read it first. The screen shows your room, not your name. Press Enter to send.")}</p>
    <div class="ask"><textarea class="input one" id="question" name="text" rows="1" maxlength=${MOST} aria-describedby="question-hint" .value=${live(typed.value)} enterkeyhint="send" @input=${typed.type} @keydown=${keys.keydown} @beforeinput=${keys.beforeinput}></textarea><button class="cta">${t("Ask")}</button></div></form>`;
}
