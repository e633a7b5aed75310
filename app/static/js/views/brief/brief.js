// The room's brief: what was found here and everywhere, what it was that people take home, and how far the programme goes.

import { html } from "lit";
import { live } from "lit/directives/live.js";
import { sending } from "../../lib/keys.js";
import { t } from "../../lib/words.js";
import { NOTE_DRAFT } from "../../state/drafts.js";
import { rights } from "../../state/rights.js";
import { seats } from "../frame/people.js";
import { draft } from "../parts/draft.js";
import { findingsList, parted } from "./findings.js";
import { kept, notes } from "./notes.js";

export function brief(state, room) {
  const [local, common] = parted(state.findings);
  const may = rights(state);
  return html`<div class="brief" tabindex="0">
    ${may.note && state.stage.permissions.note ? note(room) : null}
    ${kept(state.mine.notes)} ${may.drive && state.desk?.notes.length ? notes(state, room) : null}
    <section class="panel"><h2>${t("Found for {room}", { room: state.room.name })}</h2>${findingsList(state, local)}</section>
    ${state.stage.kind === "brief" ? html`<section class="panel beside"><h2>${t("Who is here")}</h2>${seats(state, room)}</section>` : null}
    ${common.length ? html`<section class="panel"><h2>${t("Found for all rooms")}</h2>${findingsList(state, common)}</section>` : null}
  </div>`;
}

/** One box: what do I take home? It goes to the facilitator, who may make a finding of it. */
function note(room) {
  const typed = draft(room, NOTE_DRAFT);
  const send = async (event) => {
    event.preventDefault();
    const area = event.currentTarget.elements.text;
    const text = area.value.trim();
    if (!text) return area.focus();
    area.value = "";
    typed.sent();
    if (await room.send("note.add", { text })) room.tell(t("Kept. The facilitator can make a finding of it."), "ok");
  };
  const keys = sending(({ target }) => target.form.requestSubmit(), { lines: true });
  return html`<form class="panel" @submit=${send}>
    <div class="field"><label for="note">${t("What do I take home?")}</label><p class="hint" id="note-hint">${t("One thought at a time. Only the facilitators read it.")}</p>
      <textarea class="input" id="note" name="text" maxlength="2000" aria-describedby="note-hint" .value=${live(typed.value)} @input=${typed.type} @keydown=${keys.keydown}></textarea></div>
    <div class="row"><button class="cta">${t("Keep it")}</button></div>
  </form>`;
}
