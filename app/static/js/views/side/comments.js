// What people say about a card, oldest first.

import { html } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { asHour } from "../../lib/dates.js";
import { sending } from "../../lib/keys.js";
import { tongue } from "../../lib/tongue.js";
import { t } from "../../lib/words.js";
import { commentDraft } from "../../state/drafts.js";
import { draft } from "../parts/draft.js";
import { icon } from "../parts/icon.js";

export function comments(card, state, room, may) {
  const { comments: said } = card;
  if (!said.length && !may.comment) return null;
  return html`<section class="comments"><h3 class="over">${said.length ? t("Discussion · {n}", { n: said.length }) : t("Discussion")}</h3>
    <ul class="heap" aria-live="polite" aria-relevant="additions">${repeat(said, (each) => each.id, (each) => comment(each, state, room, may))}</ul>
    ${may.comment ? form(card, room) : null}
  </section>`;
}

function comment(each, state, room, may) {
  const removable = !each.pending && may.comment && (may.drive || state.mine.comments?.includes(each.id));
  return html`<li class="say" ?data-pending=${each.pending}><span class="text" lang=${tongue(each.text)}>${each.text}</span>
    <span class="faint" aria-live="off">${[each.author?.name, each.pending ? t("Saving…") : asHour(each.at)].filter(Boolean).join(" · ")}</span>
    ${removable ? html`<button type="button" class="quiet square small" aria-live="off" aria-label=${t("Remove this comment")} @click=${() => room.send("comment.remove", { comment: each.id })}>${icon("close")}</button>` : null}</li>`;
}

function form(card, room) {
  const typed = draft(room, commentDraft(card.id));
  const send = async (event) => {
    event.preventDefault();
    const area = event.currentTarget.elements.text;
    const text = area.value.trim();
    if (!text) return area.focus();
    area.value = "";
    typed.sent();
    // Where it is refused, its words stand among those that are not saved.
    await room.send("comment.add", { card: card.id, text });
  };
  const keys = sending(({ target }) => target.form.requestSubmit(), { lines: true });
  return html`<form class="comment-form" @submit=${send}>
    <label class="ear" for="comment">${t("Write a comment")}</label>
    <textarea class="input one" id="comment" name="text" rows="1" maxlength="2000" placeholder=${t("Write a comment")} .value=${live(typed.value)} @input=${typed.type} @keydown=${keys.keydown}></textarea>
    <button class="ghost small">${t("Send")}</button>
  </form>`;
}
