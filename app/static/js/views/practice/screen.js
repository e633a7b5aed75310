// The practice: one task at a time, each with a heading that is read first, and a way on.

import { html, nothing } from "lit";
import { define, Part } from "../../lib/element.js";
import { t } from "../../lib/words.js";
import { good, STEPS } from "../../sync/practice.js";
import "../board/form.js";
import "../vote/ballot.js";
import { card } from "./card.js";
import { language } from "./language.js";
import { line } from "./line.js";
import { ready } from "./ready.js";
import { vote } from "./vote.js";

const TASKS = { language, card, vote, line, ready };
const titleOf = (step) => ({ language: t("Language"), card: t("A card"), vote: t("A vote"), line: t("The connection"), ready: t("Ready") })[step];

class PracticeRoom extends Part {
  static properties = { practice: { attribute: false }, languages: { attribute: false } };

  connectedCallback() {
    super.connectedCallback();
    this.stop = this.practice.store.watch(() => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  // Whoever goes on stands at the heading of the next task; whoever has just come, at the top of the page.
  updated() {
    const { step } = this.practice.store.get();
    if (this.step && this.step !== step) this.querySelector("h1").focus();
    this.step = step;
  }

  render() {
    const state = this.practice.store.get();
    const place = STEPS.indexOf(state.step);
    const next = STEPS[place + 1] ?? "ready";
    const on = () => this.practice.go(next);
    return html`<nav aria-label=${t("Steps")}><ol class="practice-steps">${STEPS.map((step) => this.mark(step, state))}</ol></nav>
      <section class="panel">${TASKS[state.step]({ state, practice: this.practice, languages: this.languages, on })}</section>
      <p class="soft" role="status">${state.untold ? t("The organiser could not be told yet; it is tried again with the next step.") : nothing}</p>`;
  }

  mark(step, { step: here, done }) {
    return html`<li><button type="button" aria-current=${step === here ? "step" : nothing} @click=${() => this.practice.go(step)}>
      <span aria-hidden="true">${good(done[step]) ? "✓" : STEPS.indexOf(step) + 1}</span>${titleOf(step)}${good(done[step]) ? html`<span class="ear"> ${t("done")}</span>` : nothing}</button></li>`;
  }
}

define("practice-room", PracticeRoom);
