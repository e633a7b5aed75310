// The room as one page: head, steps, what to do now, the place for it, one card beside it, and the foot.

import { html } from "lit";
import { define, Part } from "../lib/element.js";
import { cardOf } from "../state/board.js";
import { rights } from "../state/rights.js";
import "./board/board.js";
import { brief } from "./brief/brief.js";
import { pause } from "./brief/pause.js";
import { declare } from "./declare/declare.js";
import { dialog } from "./dialogs.js";
import { bar, spoken } from "./frame/bar.js";
import { dock } from "./frame/dock.js";
import { drive } from "./frame/drive.js";
import { left, lost } from "./frame/lost.js";
import { announcement, notice, standing } from "./frame/notices.js";
import { standIn } from "./frame/stand-in.js";
import { steps } from "./frame/steps.js";
import { placeOf, task } from "./frame/task.js";
import "./parts/menu.js";
import { glosses } from "./glosses/glosses.js";
import { asksForGuide } from "./guide/guide.js";
import { plan } from "./plan/plan.js";
import { side } from "./side/side.js";
import { voteStrip } from "./vote/strip.js";
import { vote } from "./vote/vote.js";

const PLACES = { findings: brief, pause, vote, plan, declare, glosses, board: (state, room) => html`<room-board .state=${state} .room=${room}></room-board>` };

/** Below this a card covers the board instead of standing beside it. */
const BESIDE = matchMedia("(min-width: 60rem)");

class RoomScreen extends Part {
  static properties = { state: { state: true }, room: { attribute: false }, beside: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.state = this.room.store.get();
    this.unwatch = this.room.store.watch((state) => (this.state = state));
    this.beside = BESIDE.matches;
    BESIDE.addEventListener("change", () => (this.beside = BESIDE.matches));
    addEventListener("resize", () => this.requestUpdate());
    addEventListener("keydown", (event) => this.keys(event));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unwatch();
  }

  willUpdate() {
    if (document.activeElement === document.body) return;
    this.held = document.activeElement;
    this.came = this.held.closest(".side") ? "side" : this.querySelector(".room")?.dataset.place;
  }

  // Opening a card takes the focus along only where the card covers what had it.
  updated() {
    const { card, dialog: open, measure } = this.state.ui;
    if (card !== this.opened && !open) {
      if (card && !this.beside) this.querySelector(".side")?.focus();
      this.opened = card;
    }
    if (measure && measure !== this.led) this.lead(this.querySelector(`[data-measure="${CSS.escape(measure.id)}"]`));
    this.led = measure;
    const step = this.querySelector(".step[data-place=now]");
    const seen = `${this.state.stage.id} ${innerWidth}`;
    if (step && this.seen !== seen) {
      this.seen = seen;
      const list = step.parentElement;
      list.scrollTo({ left: step.offsetLeft - (list.clientWidth - step.offsetWidth) / 2 });
    }
    requestAnimationFrame(() => this.refocus());
  }

  lead(place) {
    place?.focus({ preventScroll: true });
    place?.scrollIntoView();
  }

  // A button that has done its work may be gone: whoever pressed it by keyboard goes on from the place it stood in, or
  // with the card to which it led.
  refocus() {
    if (document.activeElement !== document.body || !this.held || this.held.isConnected) return;
    const led = this.came !== this.querySelector(".room").dataset.place && this.querySelector(".side[data-card]");
    (led || this.querySelector(".place-in")).focus({ preventScroll: true });
  }

  /** Ctrl+Z takes back one's own last step; in a field it is the field's. "?" says how it works. */
  keys(event) {
    if (asksForGuide(event)) this.room.show({ dialog: { kind: "guide" } });
    const held = (event.ctrlKey || event.metaKey) && !event.altKey && !event.target.closest("input, textarea, select, dialog") && event.key.toLowerCase();
    if (held !== "z" && held !== "y") return;
    event.preventDefault();
    if (held === "y" || event.shiftKey) this.room.redo();
    else this.room.undo();
  }

  close() {
    const { card } = this.state.ui;
    this.room.show({ card: null });
    this.updateComplete.then(() => this.querySelector(`.columns [data-card="${CSS.escape(card)}"] [data-part=open]`)?.focus());
  }

  render() {
    const { state, room } = this;
    const place = placeOf(state);
    const open = Boolean(state.ui.card && cardOf(state, state.ui.card)) && place === "board";
    const covered = open && !this.beside;
    this.broken ||= state.line === "offline";
    return html`<div class="room" data-place=${place} ?data-open=${open}>
      ${bar(state, room)} ${steps(state)} ${announcement(state, room)}
      <main class="main" id="main" ?inert=${covered}>
        ${rights(state).drive ? html`${drive(state, room)} ${standIn(state, room)}` : null} ${standing(state, room)} ${lost(state, room)} ${left(state, room)} ${task(state, room)} ${rights(state).drive ? voteStrip(state, room) : null}
        <div class="place-in" tabindex="-1">${PLACES[place](state, room)}</div>
      </main>
      ${place === "board" ? side(state, room, () => this.close()) : null}
      ${dock(state, room)} ${notice(state, room)} ${dialog(state, room)}
      <p class="ear" role="status">${spoken(state, this.broken)}</p>
      <pop-menu></pop-menu>
    </div>`;
  }
}

define("room-screen", RoomScreen);
