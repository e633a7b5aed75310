// The facilitator's hand on the vote: open it, watch the turnout, close it, show the result.

import { html } from "lit";
import { t } from "../../lib/words.js";
import { stagePoll } from "../../state/polls.js";
import { openMenu } from "../parts/menu.js";
import { icon } from "../parts/icon.js";
import { hereAlone, offline, turnout } from "./dock.js";

export function voteStrip(state, room) {
  const poll = stagePoll(state);
  const running = poll && ["open", "closed"].includes(poll.state);
  if (running && poll.joint) return html`<section class="banner vote-strip" aria-label=${t("The vote, for the facilitator")}>${shared(poll, room)}</section>`;
  if (state.declaration.state === "declared" || (!running && state.stage.kind !== "vote")) return null;
  return html`<section class="banner vote-strip" aria-label=${t("The vote, for the facilitator")}>${running ? run(poll, state, room) : before(poll, room)}</section>`;
}

function before(poll, room) {
  const again = poll?.state === "revealed";
  return html`<p><b>${again ? t("The result has been shown.") : t("No vote is open.")}</b></p><span class="grow"></span>
    <button type="button" class=${again ? "ghost small" : "cta small"} @click=${() => room.show({ dialog: { kind: "poll" } })}>${again ? t("Open another vote…") : t("Open the vote…")}</button>`;
}

/** Only they are told, and nobody is named: that it was done is all that anybody learns. */
async function remind(poll, room) {
  if (await room.send("poll.remind", { poll: poll.id })) room.tell(t("Those who have not voted have been reminded."), "plain");
}

const people = (poll, room) =>
  poll.state === "open" ? [{ label: t("Who may vote…"), act: () => room.show({ dialog: { kind: "entitle", poll: poll.id } }) }, { label: t("Remind those who have not voted"), act: () => remind(poll, room) }] : [];

const menu = (items) => html`<button type="button" class="quiet square small" aria-haspopup="menu" aria-expanded="false" aria-label=${t("The vote: more")} @click=${(event) => openMenu(event.currentTarget, t("The vote"), items)}>${icon("more")}</button>`;

/** The room's share of a vote over all rooms: it is closed and shown for all at once, from the console. */
const shared = (poll, room) => html`<p><b class="nums">${hereAlone(poll)}</b> ${t("This vote is over several rooms: it is closed and shown from the console.")}</p><span class="grow"></span>${poll.state === "open" ? menu(people(poll, room)) : null}`;

function run(poll, state, room) {
  const act = (type) => room.send(type, { poll: poll.id });
  const more = [
    ...people(poll, room),
    { label: t("Cancel this vote: its ballots are destroyed"), stop: true, act: () => room.show({ dialog: { kind: "cancel", poll: poll.id } }) },
  ];
  const all = poll.cast >= poll.entitled;
  return html`<p><b class="nums">${turnout(poll)}</b> <span class="nums">${offline(state, poll)}</span> ${poll.state === "open" ? (all ? t("Everybody has voted.") : "") : t("The vote is closed.")}</p><span class="grow"></span>
    ${menu(more)}
    ${poll.state === "open"
      ? html`<button type="button" class=${all ? "cta small" : "ghost small"} @click=${() => (all ? act("poll.close") : room.show({ dialog: { kind: "closing", poll: poll.id } }))}>${t("Close the vote")}</button>`
      : html`<button type="button" class="cta small" @click=${() => act("poll.reveal")}>${t("Show the result")}</button>`}`;
}
