// The console: all rooms at a glance, driven one, some or all at once.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { define, Part } from "../../lib/element.js";
import { t } from "../../lib/words.js";
import { chosen } from "../../state/tiles.js";
import { asksForGuide, deskGuide } from "../guide/guide.js";
import { notice } from "../frame/notices.js";
import { asked, lowered } from "../frame/people.js";
import { renewDialog, roleDialog, seatMenu, unseatDialog } from "../frame/seat.js";
import "../parts/menu.js";
import "../parts/modal.js";
import { announceDialog, announcedStrip } from "./announce.js";
import { beginning } from "./beginning.js";
import { drive } from "./drive.js";
import { head, leadersDialog } from "./head.js";
import { looked } from "./look.js";
import { moveDialog } from "./move.js";
import { needs, spoken } from "./needs.js";
import { plenary } from "./plenary.js";
import { rosterDialog } from "./roster.js";
import { screensDialog } from "./screens.js";
import { sheetDialog } from "./sheet.js";
import { startDialog } from "./start.js";
import { tileOf } from "./tile.js";
import { togetherDialog } from "./together.js";
import { unseated } from "./unseated.js";
import { visitsDialog } from "./visits.js";
import { jointCancel, jointClosing, jointDialog, jointResult, jointStrip } from "./vote.js";

const DIALOGS = { announce: announceDialog, cancel: jointCancel, closing: jointClosing, guide: deskGuide, leaders: leadersDialog, poll: jointDialog, move: moveDialog, renew: renewDialog, role: roleDialog, roster: rosterDialog, screens: screensDialog, sheet: sheetDialog, start: startDialog, together: togetherDialog, unseat: unseatDialog, visits: visitsDialog };

class DeskScreen extends Part {
  static properties = { desk: { attribute: false }, page: { attribute: false } };

  connectedCallback() {
    super.connectedCallback();
    this.stop = this.desk.store.watch(() => this.requestUpdate());
    this.ticking = setInterval(() => this.requestUpdate(), 1000);
    addEventListener("keydown", (event) => asksForGuide(event) && this.desk.show({ dialog: { kind: "guide" } }));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
    clearInterval(this.ticking);
  }

  willUpdate() {
    const held = document.activeElement;
    if (held !== this.held && this.contains(held)) Object.assign(this, { held, place: held.closest("main, aside, .plenary") });
  }

  updated() {
    requestAnimationFrame(() => this.refocus());
  }

  // A button that has done its work may be gone, or off: whoever pressed it by keyboard goes on from beside it.
  refocus() {
    if (document.activeElement !== document.body || !this.held || (this.held.isConnected && !this.held.disabled)) return;
    const beside = this.held.isConnected && this.held.parentElement.querySelector("button:not(:disabled)");
    (beside || (this.place?.isConnected ? this.place : this.querySelector("main"))).focus({ preventScroll: true });
  }

  get act() {
    this.acts ??= {
      pick: (room) => this.desk.show({ picked: toggled(this.desk.store.get(), room) }),
      look: (room) => this.desk.look(room),
      lower: async (room, { member, name, note, at }) => {
        const raise = () => this.desk.at(room.id, "hand.raise", { member, note, since: at });
        if (await this.desk.at(room.id, "hand.lower", { member })) this.desk.tell(lowered(name), "plain", raise);
      },
      nudge: async (room, { id, name }) => (await this.desk.at(room, "member.nudge", { member: id })) && this.desk.tell(asked(name)),
      seat: (room, member) => {
        const goes = this.desk.store.get().rooms.length > (room ? 1 : 0);
        const move = goes ? () => this.desk.show({ dialog: { kind: "move", member, from: room } }) : null;
        return seatMenu(this.desk, { id: this.page.member, role: this.page.role }, member, { move, seated: Boolean(room) });
      },
      more: (room) => this.desk.drive("timer.add", { seconds: 300 }, [room]),
      enter: (room) => `/rooms/${room}${this.page.as === "account" ? "?as=account" : ""}`,
    };
    return this.acts;
  }

  render() {
    const state = this.desk.store.get();
    const to = chosen(state.rooms, state.ui.picked);
    return html`${head(state, this.desk, this.page)}
      <div class="page">
        <main id="main" tabindex="-1">
          <h1 class="ear">${t("Console")}</h1>
          ${drive(state, this.desk, to)}
          ${jointStrip(state, this.desk)} ${announcedStrip(state, this.desk)}
          ${notice(state, this.desk)}
          <div class="tiles">${repeat(state.rooms, (tile) => tile.id, (tile) => this.tile(tile, state, to))}</div>
          ${this.page.role === "organiser" ? beginning(state, this.desk) : nothing}
          ${state.rooms.length ? nothing : html`<p class="empty">${t("This workshop has no rooms yet.")} ${this.page.role === "organiser" ? html`<a href="/workshops/${this.desk.id}/setup#rooms">${t("Add a room")}</a>` : nothing}</p>`}
        </main>
        <aside class="side" tabindex="-1" aria-label=${t("Who needs you, and one room closer")}>
          ${needs(state, this.act)} ${unseated(state, this.act)}
          ${jointResult(state)}
          ${looked(state, this.desk, this.act)}
        </aside>
        ${this.page.leads ? plenary(state, this.desk, this.page) : nothing}
      </div>
      <p class="ear" role="status">${spoken(state)}</p>
      ${this.dialog(state, to)}
      <pop-menu></pop-menu>`;
  }

  tile(tile, state, to) {
    return tileOf(tile, { picked: to.includes(tile), looked: state.looked?.room === tile.id, act: this.act });
  }

  dialog(state, to) {
    const wanted = state.ui.dialog;
    return wanted ? DIALOGS[wanted.kind](state, this.desk, { to, close: () => this.desk.show({ dialog: null }), page: this.page }) : nothing;
  }
}

define("desk-screen", DeskScreen);

/** The picked rooms with `room` taken in or out; null where all are. */
function toggled({ rooms, ui }, room) {
  const before = ui.picked ?? rooms.map((each) => each.id);
  const after = before.includes(room) ? before.filter((id) => id !== room) : [...before, room];
  return after.length === rooms.length ? null : after;
}
