// Words that were refused, or never sent: which, why, and what may become of them. They stay until their writer has decided.

import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../../lib/words.js";
import { asCard, stranded } from "../../state/drafts.js";
import { rights } from "../../state/rights.js";
import { nameOf } from "../parts/who.js";

export function lost(state, room) {
  const { lost: all = [] } = state;
  return html`<div class="lost" aria-live="assertive">${repeat(all, ({ id }) => id, (each) => row(each, state, room))}</div>`;
}

/** What was typed where there is no form for it now: its stage is over, or one sits in another room. */
export function left(state, room) {
  const all = stranded(state, rights(state));
  return html`<div class="lost" aria-live="polite">${repeat(all, (each) => `${each.room} ${each.name}`, (each) => draft(each, state, room))}</div>`;
}

/** All three act on the draft that is shown, which is the newest; what is typed after it stays. */
function draft(each, state, room) {
  const add = () => {
    room.drafts.erase(each);
    const languages = [state.mine.member.language, ...state.workshop.languages];
    room.send("card.add", { ...asCard(each.value, languages), ...(each.way === "late" ? { late: true } : {}) });
  };
  const dismiss = () => {
    room.drafts.erase(each);
    room.tell(t("Dismissed: “{words}”", { words: each.words }), "plain", () => room.drafts.bringBack(each));
  };
  return html`<section class="banner warn" aria-label=${t("Not sent yet")}>
    <div class="grow"><p><b>${t("Not sent yet:")}</b> ${each.way === "late" ? t("You typed this, but its stage has ended.") : t("You typed this. Nobody else has seen it.")}</p><p class="words">${each.words}</p></div>
    ${each.way ? html`<button type="button" class="ghost small" @click=${add}>${each.way === "late" ? t("Submit as a late card") : t("Add card")}</button>` : null}
    ${navigator.clipboard ? html`<button type="button" class="ghost small" @click=${() => copy(each, room)}>${t("Copy")}</button>` : null}
    <button type="button" class="quiet small" @click=${dismiss}>${t("Dismiss")}</button>
  </section>`;
}

function row(each, state, room) {
  return html`<section class="banner stop" aria-label=${t("Not saved")}>
    <div class="grow"><p><b>${each.data?.member ? t("Not saved, written for {name}:", { name: nameOf(state, each.data.member) }) : t("Not saved:")}</b> ${each.error.detail}</p><p class="words">${each.words}</p></div>
    ${next(each, state, room)}
    ${navigator.clipboard ? html`<button type="button" class="ghost small" @click=${() => copy(each, room)}>${t("Copy")}</button>` : null}
    <button type="button" class="quiet small" @click=${() => room.putAway(each)}>${t("Dismiss")}</button>
  </section>`;
}

/** A card whose stage is over can still be submitted late; everything else can be tried again, also what goes to the whole workshop. */
function next(each, { room: here }, room) {
  if (each.place?.room && each.place.room !== here.id) return null;
  const late = each.type === "card.add" && each.error.code === "forbidden";
  const again = () => room.retry(each, late ? { late: true } : {});
  return html`<button type="button" class="ghost small" @click=${again}>${late ? t("Submit as a late card") : t("Try again")}</button>`;
}

async function copy({ words }, room) {
  await navigator.clipboard.writeText(words);
  room.tell(t("Copied."), "ok");
}
