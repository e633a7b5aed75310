// The board: columns of cards. Keeps the focus where it was, whatever moves.

import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { define, Part } from "../../lib/element.js";
import { composes } from "../../lib/keys.js";
import { t } from "../../lib/words.js";
import { columns, mergedCounts, removedCards } from "../../state/board.js";
import { openPoll, voterSeed } from "../../state/polls.js";
import { rights } from "../../state/rights.js";
import { icon } from "../parts/icon.js";
import { choicesOf, onBoard } from "../vote/ballots/shelf.js";
import { column } from "./column.js";
import { createDrag } from "./drag.js";
import "./form.js";
import { keepFocus } from "./focus.js";
import { gatherHead } from "./gather.js";
import { keys } from "./keys.js";
import { mergeBar } from "./merge.js";
import { move } from "./move.js";

class RoomBoard extends Part {
  static properties = { state: { attribute: false }, room: { attribute: false } };

  firstUpdated() {
    this.drag = createDrag(this, (card, where) => move(card, where, this.room), () => rights(this.state).arrange && !this.state.ui.selecting);
    this.addEventListener("keydown", (event) => keys(event, this.room));
  }

  willUpdate() {
    this.focused = keepFocus(this);
  }

  updated() {
    this.focused?.();
    this.followName();
  }

  // Where a name is asked for one can type at once; afterwards one is where one was.
  followName() {
    const { naming, renaming } = this.state.ui;
    const asked = naming ? "new" : renaming;
    if (asked === this.asked) return;
    const before = this.asked === "new" ? ".add-theme" : `[data-theme="${CSS.escape(this.asked ?? "")}"] header button`;
    this.asked = asked;
    const field = this.querySelector(asked ? "#new-theme, .rename input" : before);
    field?.focus();
    field?.select?.();
  }

  render() {
    const { state, room } = this;
    const may = rights(state);
    const poll = openPoll(state);
    const cast = poll && may.cast(poll) && onBoard(state, poll) ? poll : null;
    const desk = { state, room, may, merged: mergedCounts(state), poll: cast, ballot: cast ? choicesOf(state, cast) : null };
    return html`
      ${gatherHead(desk)} ${state.ui.selecting ? mergeBar(desk) : null}
      <div class="columns">
        ${repeat(columns(state, cast && voterSeed(state, cast)), ({ theme }) => theme?.id ?? "tray", (each) => column(each, desk))}
        ${may.arrange && !cast && state.ui.naming ? newTheme(room) : null}
      </div>
      ${foot(state, room, may.arrange && !cast)}
    `;
  }
}

define("room-board", RoomBoard);

function newTheme(room) {
  const add = (event) => {
    event.preventDefault();
    const title = new FormData(event.target).get("title").trim();
    if (title) room.send("theme.add", { title });
    room.show({ naming: false });
  };
  return html`<form class="field new-theme" @submit=${add} @keydown=${(event) => event.key === "Escape" && !composes(event) && room.show({ naming: false })}>
    <label for="new-theme">${t("Name of the theme")}</label><input class="input" id="new-theme" name="title" maxlength="200" autocomplete="off">
    <div class="row"><button class="cta small">${t("Add")}</button><button type="button" class="quiet small" @click=${() => room.show({ naming: false })}>${t("Cancel")}</button></div>
  </form>`;
}

// Below the columns, because beside them it would often be out of sight.
function foot(state, room, arranging) {
  const removed = removedCards(state).length;
  const selecting = arranging && !state.ui.selecting && state.cards.length > 1;
  if (!removed && !arranging) return null;
  return html`<p class="board-foot">
    ${arranging ? html`<button type="button" class="quiet small add-theme" @click=${() => room.show({ naming: true })}>${icon("plus")}${t("Add a theme")}</button>` : null}
    ${selecting ? html`<button type="button" class="quiet small" @click=${() => room.show({ selecting: [] })}>${icon("merge")}${t("Select cards to merge")}</button>` : null}
    ${removed ? html`<button type="button" class="quiet small" @click=${() => room.show({ dialog: { kind: "removed" } })}>${t("Removed cards ({n})", { n: removed })}</button>` : null}
  </p>`;
}
