// A vote over all rooms, from the console: opening it, its turnout, closing it, showing what came out.

import { html, nothing } from "lit";
import { t, tn } from "../../lib/words.js";
import { onBoard } from "../../state/board.js";
import { currentPoll, jointNow } from "../../state/polls.js";
import { icon } from "../parts/icon.js";
import { openMenu } from "../parts/menu.js";
import { sureToCancel, sureToClose } from "../vote/dialogs.js";
import { overRooms, turnout } from "../vote/dock.js";
import { answer, choice, choices, openingDialog } from "../vote/opening.js";
import { result } from "./result.js";
import { list } from "./words.js";

/** The one that is going on, for whoever drives all its rooms. */
export function jointStrip(state, desk) {
  const poll = running(state);
  if (!poll) return nothing;
  const drives = poll.joint.rooms.every(({ id }) => state.rooms.some((room) => room.id === id));
  const all = poll.cast >= poll.entitled;
  return html`<section class="banner joint" aria-label=${t("The vote over several rooms")}>
    <p><b class="nums">${turnout(poll)}</b> ${poll.state === "open" ? (all ? t("Everybody has voted.") : "") : t("The vote is closed.")} <span class="soft">${overRooms(poll)}</span></p>
    ${drives ? html`<span class="row">${more(poll, desk)}${next(poll, all, desk)}</span>` : nothing}
  </section>`;
}

function running(state) {
  const poll = currentPoll(state);
  return poll && ["open", "closed"].includes(poll.state) ? jointNow(poll, state.rooms) : null;
}

function more(poll, desk) {
  const items = [
    poll.state === "open" && { label: t("Remind those who have not voted"), act: () => remind(poll, desk) },
    { label: t("Cancel this vote: its ballots are destroyed"), stop: true, act: () => desk.show({ dialog: { kind: "cancel", poll: poll.id } }) },
  ];
  return html`<button type="button" class="quiet square small" aria-haspopup="menu" aria-expanded="false" aria-label=${t("The vote: more")} @click=${(event) => openMenu(event.currentTarget, t("The vote"), items)}>${icon("more")}</button>`;
}

async function remind(poll, desk) {
  if (await desk.run("poll.remind", { poll: poll.id })) desk.tell(t("Those who have not voted have been reminded."));
}

/** A room that a broken line left open is closed by closing once more. */
function next(poll, all, desk) {
  const close = () => (all ? desk.run("poll.close", { poll: poll.id }) : desk.show({ dialog: { kind: "closing", poll: poll.id } }));
  if (poll.state === "open" || !poll.everywhere) return html`<button type="button" class=${all ? "cta small" : "ghost small"} @click=${close}>${t("Close the vote")}</button>`;
  return html`<button type="button" class="cta small" @click=${() => desk.run("poll.reveal", { poll: poll.id })}>${t("Show the result")}</button>`;
}

/** What the last one brought. */
export function jointResult(state) {
  const poll = currentPoll(state);
  if (poll?.state !== "revealed") return nothing;
  return html`<section class="panel" aria-live="polite">
    ${result({ ...state, cards: [], measures: [] }, poll, t("Result of the vote over several rooms"))}
  </section>`;
}

export function jointDialog(state, desk, { close, page }) {
  const { dialog } = state.ui;
  const rooms = state.rooms.filter((room) => dialog.rooms.includes(room.id));
  const there = votable(dialog.boards ?? []);
  const measures = dialog.boards ? there.measures.length : rooms.reduce((sum, room) => sum + room.measures, 0);
  const over = dialog.over ?? (measures || !dialog.boards ? "measures" : "cards");
  const left = dialog.left ?? [];
  const items = there[over].filter(({ id }) => !left.includes(id));
  const asked = {
    ...choices(state),
    over,
    count: dialog.boards ? items.length : measures,
    may: state.workshop.recount || page.role === "organiser",
    sizes: sizes(rooms),
  };
  const set = (patch) => desk.show({ dialog: { ...desk.store.get().ui.dialog, ...patch } });
  const take = ({ target }) => set({ left: target.checked ? left.filter((id) => id !== target.value) : [...left, target.value] });
  const lead = html`<p><b>${t("In {rooms}.", { rooms: list(rooms) })}</b></p>
    <fieldset class="field"><legend class="label">${t("Over what?")}</legend>
      ${choice("over", "measures", tn("{n} measure", "{n} measures", measures), over === "measures", () => set({ over: "measures", left: [] }), !measures)}
      ${choice("over", "cards", tn("{n} card on the boards", "{n} cards on the boards", there.cards.length), over === "cards", () => set({ over: "cards", left: [] }), !there.cards.length)}
    </fieldset>
    ${there[over].length ? html`<details><summary>${t("Choose single ones")}</summary><div class="field">${there[over].map(({ id, title, room }) => html`<label class="choice"><input type="checkbox" value=${id} .checked=${!left.includes(id)} @change=${take}><span>${title} <span class="soft">${room}</span></span></label>`)}</div></details>` : null}
    <p class="banner">${t("Everybody in these rooms will read these titles. Where nobody has been seen today, nobody votes.")}</p>
    ${asked.count < 2 ? html`<p class="banner warn">${t("A vote is over two at least.")}</p>` : null}`;
  const whole = over === "measures" && !left.length;
  const open = (form) => desk.drive("poll.open", { ...answer(form, asked), ...(!whole && { cards: items.map(({ id }) => id) }) }, rooms.map((room) => room.id));
  return openingDialog(state, desk, { asked, heading: t("Vote over several rooms"), lead, open, close });
}

/** {measures, cards: [{id, title, room}]} of rooms as they were read. */
function votable(boards) {
  const of = (parts) => boards.flatMap((board) => parts(board).map(([id, title]) => ({ id, title: title || t("Without a title yet"), room: board.room.name })));
  const cardOf = (board, id) => board.cards.find((card) => card.id === id);
  return {
    measures: of((board) => board.measures.map(({ id, plan, cards }) => [id, plan.what || cardOf(board, cards[0])?.title])),
    cards: of((board) => board.cards.filter(onBoard).map(({ id, title }) => [id, title])),
  };
}

/** {perspective or others: how many delegates} of these rooms. */
function sizes(rooms) {
  const sum = {};
  for (const { groups } of rooms) for (const [key, n] of Object.entries(groups)) sum[key] = (sum[key] ?? 0) + n;
  return sum;
}

/** Somebody else may have ended it while the question stood there. */
export function jointClosing(state, desk, { close }) {
  const poll = running(state);
  return poll ? sureToClose(poll, () => desk.run("poll.close", { poll: poll.id }), close) : nothing;
}

export const jointCancel = (state, desk, { close }) => sureToCancel(() => desk.run("poll.cancel", { poll: state.ui.dialog.poll }), close);
