// Who is here: a number that opens a list with group, language, who is away and who asks for help.

import { html } from "lit";
import { t, tn } from "../../lib/words.js";
import { icon } from "../parts/icon.js";
import { dutyTitle, groupTitle, languageName, letterOf, roleTitle } from "../parts/who.js";
import { seatMenu } from "./seat.js";

export function people(state, room) {
  const here = state.present.filter((each) => !each.away).length;
  const hands = state.members.filter((member) => member.hand).length;
  const words = tn("{n} person here", "{n} people here", here);
  return html`<button type="button" class="ghost small people" aria-haspopup="dialog" @click=${() => room.show({ dialog: { kind: "people" } })}>
    ${icon("people")}<b class="nums" aria-hidden="true">${here}</b>${hands ? html`<span class="tag warn" aria-hidden="true">${icon("hand")}${hands}</span>` : null}
    <span class="ear">${hands ? `${words}. ${tn("{n} asks for help", "{n} ask for help", hands)}` : words}</span>
  </button>`;
}

export function seats(state, room) {
  const present = new Map(state.present.map((each) => [each.member, each]));
  return html`<ul class="seats">${state.members.map((member) => seatOf(state, { ...member, here: present.get(member.id) }, deeds(state, room, member), state.mine.may.drive ? seatMenu(room, state.mine.member, member) : null))}</ul>`;
}

export function peopleDialog(state, room, close) {
  const guests = state.present.filter((each) => !state.members.some((member) => member.id === each.member));
  return html`<modal-box heading=${t("Who is here")} @close=${close} .body=${html`
    ${seats(state, room)}
    ${guests.length ? html`<h3 class="over">${t("Also here")}</h3><ul class="seats">${guests.map((guest) => html`<li><span class="face">${[...guest.name][0]}</span><span><b>${guest.name}</b><small>${roleTitle(guest.role)}</small></span></li>`)}</ul>` : null}
  `}></modal-box>`;
}

/** A seat in a list, with its `deeds` and its menu. `here`: who is there, as presence tells it. */
export function seatOf(state, seat, deeds, menu = null) {
  const status = !seat.here ? t("not here") : seat.here.away ? t("away") : t("here");
  const title = seat.perspective ? groupTitle(state, seat.perspective) : roleTitle(seat.role);
  const facts = [title, ...seat.duties.map(dutyTitle), languageName(seat.language)];
  return html`<li data-status=${!seat.here ? "gone" : seat.here.away ? "away" : "here"}>
    <span class="face" data-group=${seat.perspective ?? ""} aria-hidden="true">${letterOf(title)}</span>
    <span><b>${seat.name}</b>${seat.id === state.mine.member.id ? html` <span class="tag accent">${t("you")}</span>` : null}<small>${facts.join(" · ")}</small></span>
    <span class="grow"></span>
    ${deeds}
    <span class="status"><i class="light ${!seat.here ? "none" : seat.here.away ? "wait" : ""}"></i>${status}</span>${menu}
  </li>`;
}

function deeds(state, room, member) {
  const silent = state.mine.may.drive && state.desk?.silent?.some((each) => each.id === member.id);
  return html`${member.hand ? hand(state, room, member) : null}
    ${silent ? html`<button type="button" class="ghost small" aria-label=${t("Ask {name} to speak up", { name: member.name })} @click=${() => nudge(room, member)}>${icon("bell")}${t("Ask")}</button>` : null}`;
}

async function nudge(room, { id, name }) {
  if (await room.send("member.nudge", { member: id })) room.tell(asked(name));
}

/** What whoever nudges is told; the person's name stays on this screen. */
export const asked = (name) => t("{name} has been asked. Nobody else knows.", { name });

function hand(state, room, seat) {
  const raised = state.desk?.hands?.find((each) => each.member === seat.id);
  const may = state.mine.may.drive || seat.id === state.mine.member.id;
  return html`<span class="tag warn">${icon("hand")}${raised?.note || t("asks for help")}</span>
    ${may ? html`<button type="button" class="ghost small" @click=${() => lower(state, room, seat, raised)}>${t("Lower")}</button>` : null}`;
}

/** Who drives knows the note that goes with it and since when it is up, and can put it back in its place. */
async function lower({ mine }, room, { id, name }, raised) {
  if (!(await room.send("hand.lower", { member: id })) || !mine.may.drive) return;
  const since = raised && id !== mine.member.id ? { since: raised.at } : {};
  room.tell(lowered(name), "plain", () => room.send("hand.raise", { member: id, note: raised?.note ?? "", ...since }));
}

export const lowered = (name) => t("The hand of {name} is lowered.", { name });
