// The foot of the room: what is mine to do now, how to ask for help, and when I am done.

import { html, nothing } from "lit";
import { t, tn } from "../../lib/words.js";
import { openPoll, overMeasures } from "../../state/polls.js";
import { checks, privately, rights } from "../../state/rights.js";
import { saidBy, writer, writingFor } from "../../state/writing.js";
import { icon } from "../parts/icon.js";
import { ballotDock } from "../vote/dock.js";
import { placeOf } from "./task.js";

export function dock(state, room) {
  const poll = openPoll(state);
  const may = rights(state);
  const asks = !may.declared && state.stage.kind !== "break"; // a break is over when its time is
  const voting = poll && may.cast(poll) && (state.stage.kind === "vote" || placeOf(state) === "vote" || overMeasures(state, poll) || !may.add);
  return html`<footer class="dock">
    ${voting ? ballotDock(state, poll) : may.seated && privately(state) ? promise(state) : may.endorse && !saidBy(state).endorsement ? toAgree(state, room) : asks ? readiness(state) : null}
    <span class="grow"></span>
    ${may.seated || writingFor(state) ? help(state, room) : null} ${may.seated && asks ? done(state, room) : null}
  </footer>`;
}

function promise(state) {
  const { others } = state.private;
  return html`<b class="nums">${tn("{n} card by others", "{n} cards by others", others)}</b>
    <span class="soft promise">${checks(state) ? t("Before the cards are shown, the facilitator can read them, without names, and remove abuse.") : t("Nobody sees your cards until all are shown together.")}</span>`;
}

function readiness(state) {
  const seats = state.members.filter((member) => member.role === "participant").length;
  return html`<span class="soft nums">${t("{n} of {all} are done", { n: state.ready, all: seats })}</span>`;
}

/** The scale stands behind the whole agenda where both do not fit beside each other. */
function toAgree({ stage }, room) {
  const go = () => {
    room.show({ place: { stage: stage.id, name: "declare" } });
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const scale = document.querySelector(".agree");
      scale?.scrollIntoView({ block: "start" });
      scale?.querySelector("input")?.focus({ preventScroll: true });
    }));
  };
  return html`<button type="button" class="ghost" @click=${go}>${t("How far we agree")}${icon("down")}</button>`;
}

// Each stays the same button in both states, so that the focus stays on it.
function help(state, room) {
  const up = state.members.find((member) => member.id === writer(state).id)?.hand;
  const press = () => (up ? room.send("hand.lower", {}) : room.show({ dialog: { kind: "help" } }));
  return html`<button type="button" class="ghost help" aria-pressed=${up ? "true" : nothing} @click=${press}>${icon("hand")}<span>${up ? t("Help is coming: lower hand") : t("Help")}</span></button>`;
}

function done(state, room) {
  const { ready } = state.mine;
  const set = (value) => room.send("ready.set", { done: value }, { replaces: "ready" });
  const label = ready === "passed" ? t("Passed: take back") : ready ? t("Done: take back") : t("I am done");
  return html`${!ready && ["gather", "shape"].includes(state.stage.kind) ? html`<button type="button" class="quiet" @click=${() => set("passed")}>${t("Pass")}</button>` : null}
    <button type="button" class=${ready ? "ghost" : "cta"} aria-pressed=${ready ? "true" : nothing} @click=${() => set(!ready)}>${ready ? icon("check") : null}${label}</button>`;
}

export function helpDialog(state, room, close) {
  const raise = (event) => {
    event.preventDefault();
    room.send("hand.raise", { note: new FormData(event.target).get("note").trim() });
    close();
  };
  return html`<modal-box heading=${t("Ask for help")} @close=${close} .body=${html`<form id="help" class="heap" @submit=${raise}>
      <p><button type="button" class="ghost small" @click=${() => room.show({ dialog: { kind: "guide" } })}>${t("How it works")}</button></p>
      <p class="soft">${t("The room sees that your hand is up. What you write here only the facilitators read.")}</p>
      <div class="field"><label for="help-note">${t("What is it about? (may stay empty)")}</label><textarea class="input" id="help-note" name="note" maxlength="500" data-first></textarea></div>
    </form>`} .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button class="cta" form="help">${icon("hand")}${t("Raise hand")}</button>`}></modal-box>`;
}
