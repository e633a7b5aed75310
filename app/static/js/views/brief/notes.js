// What people take home: the own notes for their writer, all of the room for its facilitator, who makes findings of them.

import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { asHour } from "../../lib/dates.js";
import { t, tn } from "../../lib/words.js";

export function kept(own) {
  if (!own.length) return null;
  return html`<section class="panel"><h2>${t("What I take home")}</h2><div class="heap">${own.map((note) => html`<div class="ev"><p>${note.text}</p><span>${asHour(note.at)}</span></div>`)}</div></section>`;
}

export function notes(state, room) {
  const all = state.desk.notes;
  return html`<section class="panel"><h2>${tn("{n} note of what people take home", "{n} notes of what people take home", all.length)}</h2>
    <div class="heap">${repeat(all, (note) => note.id, (note) => row(note, state, room))}</div></section>`;
}

const row = (note, state, room) => html`<div class="ev"><p>${note.text}</p><span>${[note.author?.name, asHour(note.at)].filter(Boolean).join(" · ")}</span>
  ${note.finding ? html`<span class="tag">${t("Finding {code}", { code: note.finding })}</span>` : html`<button type="button" class="ghost small" aria-label=${t("Make it a finding: “{text}”", { text: note.text.slice(0, 60) })} @click=${() => find(note, state, room)}>${t("Make it a finding")}</button>`}</div>`;

async function find(note, state, room) {
  const code = freeCode(state);
  const data = { room: state.room.id, code, kind: "finding", text: note.text, source: t("Note of a delegate"), note: note.id };
  if (await room.run("finding.add", data)) room.tell(t("It is now the finding {code}.", { code }), "ok");
}

/** The next of F-KR-01, F-KR-02, … */
function freeCode({ room, findings }) {
  const taken = new Set(findings.map((each) => each.code));
  const named = (n) => `F-${room.code || "ROOM"}-${String(n).padStart(2, "0")}`;
  let n = 1;
  while (taken.has(named(n))) n += 1;
  return named(n);
}
