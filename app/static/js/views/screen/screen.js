// The big screen: one view at a time, as large as it fits, and nothing to press. Also drawn small, on the console.

import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { define, Part } from "../../lib/element.js";
import { t, tn } from "../../lib/words.js";
import "../frame/timer.js";
import { rehearsed } from "../parts/rehearsed.js";
import { across } from "./across.js";
import { agenda } from "./agenda.js";
import { declare } from "./declare.js";
import { lobby } from "./lobby.js";
import { questions } from "./questions.js";
import { result } from "./result.js";
import { side } from "./side.js";
import { stages } from "./stages.js";
import { start } from "./start.js";
import { partTitle, said, viewTitle } from "./words.js";

const VIEWS = { across, agenda, declare, lobby, questions, result, side, stages };
const LARGEST = 1.35;
const SMALLEST = 0.4;
const STEP = 0.94;

class BigScreen extends Part {
  static properties = { sight: { attribute: false }, line: {}, qr: {}, address: {} };

  connectedCallback() {
    super.connectedCallback();
    this.sized = new ResizeObserver(() => this.fit());
    this.sized.observe(this);
    document.fonts.ready.then(() => this.fit());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sized.disconnect();
  }

  updated() {
    this.fit();
  }

  /** As large as there is room for, and nothing cut off, before anybody sees it. */
  fit() {
    const place = this.querySelector(".hall-view");
    if (!place) return;
    let scale = LARGEST;
    do {
      place.style.setProperty("--fit", scale);
      scale *= STEP;
    } while (scale > SMALLEST && (place.scrollHeight > place.clientHeight + 1 || place.scrollWidth > place.clientWidth + 1));
  }

  render() {
    const { sight, line } = this;
    if (line === "ended") return html`<div class="hall-in" data-view="start"><div class="hall-view">${start({ ...sight, title: t("This screen has been ended."), subtitle: "" })}</div></div>`;
    const view = VIEWS[sight.view] ?? start;
    return html`<div class="hall-in" data-view=${sight.view ?? "start"} data-state=${sight.state ?? nothing}>
      ${head(sight)}
      ${keyed(`${sight.view} ${sight.room?.id} ${sight.page}`, html`<div class="hall-view" role="region" aria-label=${viewTitle(sight.view)}>${view(sight, this)}</div>`)}
      <footer class="hall-foot"><span class="hall-key">${view.key?.(sight) ?? nothing}</span>
        ${sight.applause ? html`<span class="clap nums">${tn("{n} applauds", "{n} applaud", sight.applause)}</span>` : nothing}
        ${line === "online" || !line ? nothing : html`<span class="hall-line" role="status">${line === "offline" ? t("Offline: reconnecting") : t("Connecting…")}</span>`}</footer>
    </div>`;
  }
}

/** What one sees, and the time to speak; a screen that only welcomes has no head, unless it is a rehearsal. */
function head(sight) {
  if (!sight.view || ["lobby", "declare"].includes(sight.view)) return html`<header class="hall-head">${rehearsed(sight)}</header>`;
  return html`<header class="hall-head"><h1>${sight.room ? said(sight, sight.room.name, sight.room) : (partTitle(sight.part) ?? viewTitle(sight.view))}</h1><p class="hall-what">${sight.room || sight.part ? viewTitle(sight.view) : said(sight, sight.title)}</p>${sight.pages?.length > 1 ? html`<p class="hall-page nums">${t("Page {n} of {all}", { n: sight.page, all: sight.pages.length })}</p>` : nothing}${sight.timer?.total_s ? html`<room-timer .timer=${sight.timer}></room-timer>` : nothing}</header>`;
}

define("big-screen", BigScreen);
