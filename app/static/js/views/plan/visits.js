// What visitors from other rooms say about a measure, oldest first; and the form in which a visitor says it.

import { html } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { asHour } from "../../lib/dates.js";
import { sending } from "../../lib/keys.js";
import { tongue } from "../../lib/tongue.js";
import { t } from "../../lib/words.js";
import { visitDraft } from "../../state/drafts.js";
import { draft } from "../parts/draft.js";
import { icon } from "../parts/icon.js";

export function visits(measure, n, state, room, may) {
  const { visits: said } = measure;
  if (!said.length && !may.visit) return null;
  return html`<section class="visits" aria-labelledby="visits-${measure.id}"><h3 class="over" id="visits-${measure.id}">${t("What visitors say about measure {n}", { n: n + 1 })}</h3>
    <ul class="heap" aria-live="polite" aria-relevant="additions">${repeat(said, (each) => each.id, (each) => one(each, state, room, may))}</ul>
    ${may.visit ? form(measure, n, room) : null}
  </section>`;
}

function one(each, state, room, may) {
  const removable = !each.pending && !may.declared && (may.drive || (may.visit && state.mine.visits?.includes(each.id)));
  return html`<li class="say" ?data-pending=${each.pending}>
    ${each.offer || each.request ? html`<span class="row">${each.offer ? html`<span class="tag">${t("We offer")}</span>` : null}${each.request ? html`<span class="tag warn">${t("We ask")}</span>` : null}</span>` : null}
    <span class="text" lang=${tongue(each.text)}>${each.text}</span>
    <span class="faint" aria-live="off">${[each.room?.name, each.author?.name, each.pending ? t("Saving…") : asHour(each.at)].filter(Boolean).join(" · ")}</span>
    ${removable ? html`<button type="button" class="quiet square small" aria-live="off" aria-label=${t("Remove this comment")} @click=${() => room.send("visit.remove", { comment: each.id })}>${icon("close")}</button>` : null}</li>`;
}

function form(measure, n, room) {
  const typed = draft(room, visitDraft(measure.id));
  const send = async (event) => {
    event.preventDefault();
    const { elements } = event.currentTarget;
    const text = elements.text.value.trim();
    if (!text) return elements.text.focus();
    const data = { measure: measure.id, text, offer: elements.offer.checked, request: elements.request.checked };
    elements.text.value = "";
    typed.sent();
    elements.offer.checked = elements.request.checked = false;
    // Where it is refused, its words stand among those that are not saved.
    await room.send("visit.comment", data);
  };
  const keys = sending(({ target }) => target.form.requestSubmit(), { lines: true });
  const id = `visit-${measure.id}`;
  return html`<form class="heap" @submit=${send}>
    <label class="ear" for=${id}>${t("Write a comment on measure {n}", { n: n + 1 })}</label>
    <textarea class="input" id=${id} name="text" rows="2" maxlength="2000" placeholder=${t("Write a comment")} .value=${live(typed.value)} @input=${typed.type} @keydown=${keys.keydown}></textarea>
    <div class="row"><label class="choice"><input type="checkbox" name="offer"><span>${t("We offer")}</span></label>
      <label class="choice"><input type="checkbox" name="request"><span>${t("We ask")}</span></label><span class="grow"></span>
      <button class="ghost">${t("Send")}</button></div>
  </form>`;
}
