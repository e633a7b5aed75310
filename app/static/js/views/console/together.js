// The same step in each of the picked rooms: all cards shown, the rooms' own votes opened, closed, shown. Named before, counted after.

import { html } from "lit";
import { t, tn } from "../../lib/words.js";
import { ownVote, voteOver } from "../../state/tiles.js";
import { icon } from "../parts/icon.js";
import { openMenu } from "../parts/menu.js";
import { METHODS } from "../vote/ballots/shelf.js";
import { list } from "./words.js";

/**
 * What a step needs: `fits(room)`, why the others are `left` out, `line(room)` of one where it does something, `what` follows
 * from it, and afterwards in how many rooms it was `done` and how many had nothing for it. A room is its tile, with its `board` where that has been read.
 */
const STEPS = {
  cards: {
    label: () => t("Show all cards…"),
    heading: () => t("Show all cards?"),
    go: () => t("Show all cards"),
    fits: (room) => room.private > 0,
    left: (rooms) => t("Left out, because nobody has a private card there: {rooms}.", { rooms }),
    line: (room) => tn("{n} private card", "{n} private cards", room.private),
    what: () => t("Everybody in the room sees them at once, in random order. Private writing is over there until a gather stage starts again."),
    done: (n) => tn("Shown in {n} room.", "Shown in {n} rooms.", n),
    empty: (n) => tn("{n} had nothing to show.", "{n} had nothing to show.", n),
    command: () => ["card.reveal", {}],
  },
  open: {
    label: () => t("Open votes…"),
    heading: () => t("Open a vote in each room?"),
    go: () => t("Open the votes"),
    boards: true,
    fits: (room) => room.poll?.state !== "open" && room.declaration !== "declared" && room.board && voteOver(room.board).n > 1,
    left: (rooms) => t("Left out, because a vote is open, the agenda is declared, or fewer than two can be voted on there: {rooms}.", { rooms }),
    line: ({ board }) => [over(voteOver(board)), METHODS.find(({ name }) => name === voteOver(board).method).title()].join(" · "),
    what: () => t("Each room votes over its own, secretly, by the method of its stage and with the groups set for it. Who has been seen there today may vote. The wording of what is voted on is fixed until the close."),
    done: (n) => tn("Opened in {n} room.", "Opened in {n} rooms.", n),
    empty: (n) => tn("{n} had nothing to vote on.", "{n} had nothing to vote on.", n),
    command: ({ board }) => {
      const { method, cards } = voteOver(board);
      return ["poll.open", { method, ...(cards && { cards }) }];
    },
  },
  close: {
    label: () => t("Close votes…"),
    heading: () => t("Close the votes now?"),
    go: () => t("Close the votes"),
    fits: (room) => ownVote(room, "open"),
    left: (rooms) => t("Left out, because no vote of their own is open there: {rooms}.", { rooms }),
    line: ({ poll }) => t("{n} of {all} voted", { n: poll.cast, all: poll.entitled }),
    what: () => t("What stands now counts; nobody can change it afterwards."),
    done: (n) => tn("Closed in {n} room.", "Closed in {n} rooms.", n),
    empty: (n) => tn("{n} had no open vote.", "{n} had no open vote.", n),
    command: ({ poll }) => ["poll.close", { poll: poll.id }],
  },
  show: {
    label: () => t("Show results…"),
    heading: () => t("Show the results?"),
    go: () => t("Show the results"),
    fits: (room) => ownVote(room, "closed"),
    left: (rooms) => t("Left out, because no closed vote waits there to be shown: {rooms}.", { rooms }),
    line: ({ poll }) => t("{n} of {all} voted", { n: poll.cast, all: poll.entitled }),
    what: () => t("Each room sees its own result at once, and it stays."),
    done: (n) => tn("Shown in {n} room.", "Shown in {n} rooms.", n),
    empty: (n) => tn("{n} had nothing to show.", "{n} had nothing to show.", n),
    command: ({ poll }) => ["poll.reveal", { poll: poll.id }],
  },
};

const over = ({ cards, n }) => (cards ? tn("{n} measure", "{n} measures", n) : tn("{n} card on the board", "{n} cards on the board", n));

/** `joint`: whether one vote over all of them can be opened now. */
export function togetherMenu(desk, ids, joint) {
  const ask = (step) => () => (STEPS[step].boards ? desk.ask : (dialog) => desk.show({ dialog }))({ kind: "together", step, rooms: ids });
  const items = Object.entries(STEPS).map(([step, { label }]) => ({ label: label(), act: ask(step) }));
  if (joint) items.push({ label: t("Vote over all rooms…"), act: () => desk.ask({ kind: "poll", rooms: ids }) });
  return html`<button type="button" class="ghost" aria-haspopup="menu" aria-expanded="false" ?disabled=${!ids.length} @click=${(event) => openMenu(event.currentTarget, t("In each of the rooms"), items, true)}>${t("Cards and votes")}${icon("down")}</button>`;
}

export function togetherDialog(state, desk, { close }) {
  const { step, rooms: ids, boards } = state.ui.dialog;
  const { heading, go, fits, left, line, what } = STEPS[step];
  const rooms = state.rooms.filter((room) => ids.includes(room.id)).map((room) => ({ ...room, board: boards?.find((board) => board.room.id === room.id) }));
  const [there, rest] = [rooms.filter(fits), rooms.filter((room) => !fits(room))];
  const waits = STEPS[step].boards && !boards;
  const act = async () => {
    close();
    report(desk, STEPS[step], rest.length, await desk.each(there.map((room) => [room, ...STEPS[step].command(room)])));
  };
  const body = waits ? html`<p role="status">${t("Loading…")}</p>` : html`
    ${there.length ? html`<p>${what()}</p><dl class="each">${there.map((room) => html`<div><dt>${room.name}</dt><dd class="soft">${line(room)}</dd></div>`)}</dl>` : html`<p class="banner warn">${t("There is nothing to do for this in the picked rooms.")}</p>`}
    ${rest.length ? html`<p class="soft">${left(list(rest))}</p>` : null}`;
  return html`<modal-box heading=${heading()} @close=${close} .body=${body} .foot=${html`<button type="button" class="ghost" data-first @click=${close}>${t("Cancel")}</button><button type="button" class="cta" ?disabled=${!there.length} @click=${act}>${go()}</button>`}></modal-box>`;
}

/** "Shown in 4 rooms. 2 had nothing to show.", and by name where it was refused, and why. */
function report(desk, { done, empty }, left, { done: rooms, refused }) {
  const said = [done(rooms.length), left ? empty(left) : "", ...refused.map(({ room, reason }) => t("Not in {room}: {reason}", { room: room.name, reason }))];
  desk.tell(said.filter(Boolean).join(" "), refused.length ? "warn" : "ok");
}
