// What to do now, in one sentence, and the other places of the room one may look at meanwhile.

import { html } from "lit";
import { asList, asMoment } from "../../lib/dates.js";
import { language, t } from "../../lib/words.js";
import { pairs, translates } from "../../state/glosses.js";
import { currentPoll, stagePoll } from "../../state/polls.js";
import { late, rights, visiting } from "../../state/rights.js";
import { onBoard } from "../vote/ballots/shelf.js";

/** The place that belongs to the stage. */
export function homeOf(state) {
  if (visiting(state)) return "plan";
  const poll = currentPoll(state);
  if (poll?.joint && (poll.state !== "revealed" || state.stage.kind === "plenary")) return "vote";
  switch (state.stage.kind) {
    case "brief":
    case "listen":
      return "findings";
    case "vote":
      return voteHome(state);
    case "break":
      return "pause";
    case "plan":
    case "visit":
      return "plan";
    case "declare":
    case "plenary":
    case "follow":
      return "declare";
    default:
      return "board";
  }
}

/** Before the vote is opened, what it will be over; then the ballot, and the result. */
function voteHome(state) {
  const poll = stagePoll(state);
  if (poll) return poll.state === "open" && onBoard(state, poll) ? "board" : "vote";
  return state.stage.settings.poll?.over === "measures" && state.measures.length ? "plan" : "board";
}

/** The place that is shown: the one chosen in this stage, else the stage's own. */
export const placeOf = (state) => (state.ui.place?.stage === state.stage.id ? state.ui.place.name : homeOf(state));

export function task(state, room) {
  return html`<div class="task">
    <p><b>${t("Now:")}</b> ${now(state)} ${way(state)}</p>
    <nav class="places" aria-label=${t("In this room")}>${places(state).map(([name, title]) => tab(state, room, name, title))}</nav>
  </div>`;
}

/** To the room one visits, and back to the own one. */
function way(state) {
  const { mine: { member, may }, room, stage, visit } = state;
  if (visiting(state)) return html`<a class="ghost small" href="/rooms/${member.room}">${t("Back to your own room")}</a>`;
  const goes = stage.kind === "visit" && visit && (member.room === room.id || may.drive);
  return goes ? html`<a class="cta small" href="/rooms/${visit.id}${location.search}">${t("Visit {room}", { room: visit.name })}</a>` : null;
}

/** What the stage asks for; once the agenda is declared, the stage that led to it asks for nothing more. */
function now(state) {
  const { mine, stage, declaration, room, visit } = state;
  if (visiting(state)) return t("You visit {room}. Read its agenda; leave a comment, offer what you can share, or ask for help.", { room: room.name }) + hosts(state);
  if (stage.kind === "visit" && mine.member.duties.includes("host")) return t("You are the host: stay here, and tell the visitors about your measures.");
  if (stage.kind === "visit" && !visit) return t("Your room stays at home: what visitors say appears beside your measures.");
  if (declaration.endorse_until && !late(state)) return t("The agenda has a new version. Say how far you agree, until {when}.", { when: asMoment(declaration.endorse_until) });
  const over = stage.kind === "declare" && declaration.state === "declared";
  if (over) return t("The agenda has been declared; it no longer changes.");
  const asked = stage.instructions?.[language()] ?? t(stage.instruction);
  return stage.kind === "vote" && declaration.state !== "declared" && !rights(state).drive ? voting(state, asked) : asked;
}

/** Whoever cannot open the vote is told how far it is; a facilitator reads that beside the button. */
function voting(state, asked) {
  const poll = stagePoll(state);
  if (!poll) return `${asked} ${t("The vote has not been opened yet.")}`;
  return { closed: t("The vote is closed."), revealed: t("The result has been shown.") }[poll.state] ?? asked;
}

/** Whom one can ask in the room one visits. */
function hosts({ members }) {
  const names = members.filter(({ duties }) => duties.includes("host")).map(({ name }) => name);
  return names.length ? ` ${t("Your host: {names}.", { names: asList(names) })}` : "";
}

function places(state) {
  const poll = currentPoll(state);
  return [
    state.stage.kind === "break" && ["pause", t("Break")],
    ["findings", t("Findings")],
    ["board", t("Board")],
    (poll || state.stage.kind === "vote") && ["vote", poll?.state === "revealed" ? t("Result") : t("Vote")],
    (state.measures.length || ["plan", "visit"].includes(state.stage.kind)) && ["plan", t("Measures")],
    ["declare", t("Agenda")],
    translates(state) && pairs(state).length && ["glosses", t("Translations")],
  ].filter(Boolean);
}

function tab(state, room, name, title) {
  const now = placeOf(state) === name;
  const go = (event) => {
    room.show({ place: { stage: state.stage.id, name } });
    event.currentTarget.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  return html`<button type="button" class="place" aria-current=${now ? "page" : "false"} @click=${go}>${title}</button>`;
}
