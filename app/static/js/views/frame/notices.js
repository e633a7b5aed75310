// What everybody should hear: the facilitator's announcement, and what went wrong for oneself. Neither takes the focus.

import { html, nothing } from "lit";
import { now_ms } from "../../lib/clock.js";
import { asHour, asMoment, isToday } from "../../lib/dates.js";
import { define, Part } from "../../lib/element.js";
import { t } from "../../lib/words.js";
import { icon } from "../parts/icon.js";

export function stockText(stock) {
  return {
    five_minutes: t("Five minutes left."),
    please_vote: t("Please place your votes: the vote closes soon."),
    back_to_plenary: t("We go back to the plenary now."),
  }[stock];
}

/** What was said this long ago is no news any more. */
const FRESH_MS = 10 * 60_000;

export const fresh = (at) => now_ms() - Date.parse(at) < FRESH_MS;

/** What comes while somebody writes lies over the page, in sight wherever one has scrolled to, and pushes nothing away. */
export function announcement(state, room) {
  const said = state.announcement;
  const shown = said && said.at !== state.ui.heard && fresh(said.at);
  const words = shown && (said.text || stockText(said.stock));
  return html`<div class="said" aria-live="polite">
    ${shown
      ? html`<div class="banner" data-long=${lengthOf(words)}>
          ${icon("bell")}<p id="announced" ?data-open=${state.ui.unfolded === said.at}><b>${words}</b> <span class="faint">${asHour(said.at)}</span></p>
          ${unfold(said, state, room)}
          <span class="grow"></span>${state.mine.may.drive ? html`<button type="button" class="ghost small" @click=${() => room.drive("announcement.withdraw", {})}>${t("Take it down")}</button>` : null}
          <button type="button" class="quiet square small" aria-label=${t("Close")} @click=${() => room.show({ heard: said.at })}>${icon("close")}</button>
        </div>`
      : null}
    ${reminder(state, room)} ${nudge(state, room)}
  </div>`;
}

/** A long one shows its first two lines, so that no tab and no field is hidden before somebody wants to read on. */
function unfold(said, state, room) {
  const open = state.ui.unfolded === said.at;
  return html`<button type="button" class="quiet small unfold" aria-expanded=${String(open)} aria-controls="announced" @click=${() => room.show({ unfolded: open ? null : said.at })}>${open ? t("Less") : t("Read all")}</button>`;
}

/** Longer than two lines: of a phone, of a desk, or of neither. A Korean letter is as wide as two. */
function lengthOf(text) {
  const wide = [...text].reduce((sum, letter) => sum + (letter > "\u1100" ? 2 : 1), 0);
  return wide > 220 ? "desk" : wide > 60 ? "phone" : nothing;
}

/** What holds for as long as it stands there. */
export function standing(state, room) {
  return html`<div class="stands" aria-live="polite">
    ${kept(state)} ${unkept(state, room)}
    ${state.room.locked ? html`<div class="banner warn">${icon("lock")}<p>${t("The facilitator has locked the room for a moment. You can read; writing opens again soon.")}</p></div>` : null}
  </div>`;
}

/** The page came from this device: how old it is, what it lacks, and that one may write all the same. */
function kept(state) {
  if (!state.kept) return null;
  const secret = state.mine.entitled.length || state.stage.kind === "declare";
  return html`<div class="banner warn" role="status">
    ${icon("clock")}<p><b>${t("Offline.")}</b> ${t("This is the room as it was at {time}.", { time: (isToday(state.kept.at) ? asHour : asMoment)(state.kept.at) })} ${state.lasting !== false ? t("What you write is saved on this device and sent when you are connected again.") : t("What you write is sent when you are connected again. Keep this page open until then.")}
    ${secret ? t("Your vote and your level of agreement are not kept on the device: what you give now replaces what you gave.") : null}</p>
  </div>`;
}

/** The device's storage does not work: nothing but this page holds what is not sent yet. */
function unkept({ lasting = true, ui }, room) {
  if (lasting || ui.unkept) return null;
  return html`<div class="banner warn">
    <p class="grow"><b>${t("Nothing is kept on this device.")}</b> ${t("The storage of this browser does not work. Your changes are sent as usual. Keep this page open until all of them are saved.")}</p>
    <button type="button" class="quiet square small" aria-label=${t("Close")} @click=${() => room.show({ unkept: true })}>${icon("close")}</button>
  </div>`;
}

/** Only who has not voted is told, and nobody else can see it. */
function reminder(state, room) {
  const at = Object.values(state.mine.reminded).find(fresh);
  if (!at || at === state.ui.reminded) return null;
  return html`<div class="banner">
    ${icon("bell")}<p><b>${t("Your vote is still missing.")}</b> ${t("Only you are told this.")} <span class="faint">${asHour(at)}</span></p>
    <span class="grow"></span><button type="button" class="quiet square small" aria-label=${t("Close")} @click=${() => room.show({ reminded: at })}>${icon("close")}</button>
  </div>`;
}

/** The facilitator would like to hear from this person, who alone is told. */
function nudge(state, room) {
  const at = state.mine.nudged;
  if (!at || !fresh(at) || at === state.ui.nudged || state.mine.ready) return null;
  return html`<div class="banner">
    ${icon("bell")}<p><b>${t("The facilitator would like to hear from you.")}</b> ${t("Only you are told this.")} <span class="faint">${asHour(at)}</span></p>
    <span class="grow"></span><button type="button" class="quiet square small" aria-label=${t("Close")} @click=${() => room.show({ nudged: at })}>${icon("close")}</button>
  </div>`;
}

/**
 * `tone`: plain, ok, warn or stop. Plain and good news go by themselves; the rest stays until it is closed.
 * Where the seat is over that is said for as long as the page is open, with the way on.
 */
export function notice(state, room) {
  const told = state.ui.notice ?? state.over;
  return html`<notice-bar class="notice" role="status" aria-live=${told?.tone === "stop" ? "assertive" : "polite"} .told=${told} .stays=${Boolean(told) && told === state.over} .room=${room}></notice-bar>`;
}

const LINGER_MS = 10_000;

class NoticeBar extends Part {
  static properties = { told: { attribute: false }, stays: { attribute: false }, room: { attribute: false } };

  updated(changed) {
    if (changed.has("told")) this.linger();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.lingering);
  }

  // Nobody's button is taken away from under the finger, nor while a question stands before it.
  linger() {
    clearTimeout(this.lingering);
    if (!["plain", "ok"].includes(this.told?.tone)) return;
    this.lingering = setTimeout(() => (this.matches(":hover, :focus-within") || document.querySelector("dialog[open]") ? this.linger() : this.close()), LINGER_MS);
  }

  close() {
    this.room.show({ notice: null });
  }

  undo() {
    this.told.undo();
    this.close();
  }

  render() {
    if (!this.told?.text) return null;
    return html`<div class="banner ${this.told.tone}"><p>${this.told.text}</p>
      ${this.told.go ? html`<a class="ghost small" href=${this.told.go.href}>${this.told.go.label}</a>` : null}
      ${this.told.undo ? html`<button type="button" class="ghost small" @click=${this.undo}>${t("Undo")}</button>` : null}
      ${this.stays ? null : html`<button type="button" class="quiet square small" aria-label=${t("Close")} @click=${this.close}>${icon("close")}</button>`}</div>`;
  }
}

define("notice-bar", NoticeBar);
