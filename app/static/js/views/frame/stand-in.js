// Writing for somebody without a device: whom for, and, until it is stopped, a bar that nobody can overlook.

import { html } from "lit";
import { t } from "../../lib/words.js";
import { openPoll } from "../../state/polls.js";
import { rights } from "../../state/rights.js";
import { absentFirst, beginning, writingFor } from "../../state/writing.js";
import { icon } from "../parts/icon.js";
import { seatOf } from "./people.js";

/** In both states the same place in the page, so that a screen reader hears what begins and ends in it. */
export function standIn(state, room) {
  const member = writingFor(state);
  return html`<div class="stand-in" role="status">${member ? bar(member, state, room) : null}</div>`;
}

function bar({ name }, state, room) {
  const poll = openPoll(state);
  const casting = poll && rights(state).cast(poll);
  return html`<section class="banner" aria-label=${t("Writing for somebody else")}>
    ${icon("pen")}<p><b>${t("You write for {name}.", { name })}</b> ${casting ? t("What {name} has cast before is not shown: your first tap replaces it.", { name }) : t("Cards, comments, the raised hand, the ballot and the level of agreement are theirs.")}</p>
    <span class="grow"></span><button type="button" class="cta small" @click=${() => stop(room)}>${t("Stop")}</button>
  </section>`;
}

const stop = (room) => room.show({ writing: null, drafts: {} });

export function standInDialog(state, room, close) {
  const seats = absentFirst(state);
  const begin = (seat) => {
    room.show({ writing: beginning(seat), drafts: {} });
    close();
  };
  return html`<modal-box heading=${t("Write for somebody without a device")} @close=${close} .body=${html`
    <p class="soft">${t("What you do then is theirs, and the log marks that a facilitator did it. It lasts until you stop or leave this page.")}</p>
    ${seats.length ? html`<ul class="seats">${seats.map((seat) => seatOf(state, seat, html`<button type="button" class="ghost small" aria-label=${t("Write for {name}", { name: seat.name })} @click=${() => begin(seat)}>${t("Write")}</button>`))}</ul>` : html`<p class="empty">${t("This room has no delegates yet.")}</p>`}`}></modal-box>`;
}
