// One room closer: its last result, what its measures lack, its people.

import { html, nothing } from "lit";
import { t, tn } from "../../lib/words.js";
import { lastResult } from "../../state/tiles.js";
import { icon } from "../parts/icon.js";
import { dutyTitle, group, roleTitle } from "../parts/who.js";
import { result } from "./result.js";

export function looked(state, desk, act) {
  const tile = state.rooms.find((room) => room.id === state.looked?.room);
  if (!tile) return html`<section class="panel"><h2>${t("One room closer")}</h2><p>${t("Press the name of a room to see its last result, its measures and its people here.")}</p></section>`;
  const { snapshot, failed } = state.looked;
  return html`<section class="panel look">
    <header class="row"><h2>${tile.name}</h2><span class="grow"></span>
      ${tile.call_url ? html`<a class="quiet small" href=${tile.call_url} target="_blank" rel="noreferrer">${icon("video")}${t("Call")}</a>` : nothing}</header>
    ${failed ? html`<p class="banner warn">${t("The room could not be read. Try again.")} <button type="button" class="ghost small" @click=${() => desk.look(tile.id)}>${t("Refresh")}</button></p>` : nothing}
    <p role="status" class=${snapshot ? "ear" : ""}>${snapshot ? tile.name : failed ? nothing : t("Loading…")}</p>
    ${snapshot ? parts(snapshot, tile, act) : nothing}
    <div class="deeds"><a class="ghost small" href=${act.enter(tile.id)}>${t("Enter {room}", { room: tile.name })}</a><a class="ghost small" href="/rooms/${tile.id}/declaration${location.search}">${t("Agenda")}</a></div>
  </section>`;
}

function parts(snapshot, tile, act) {
  const poll = lastResult(snapshot);
  return html`${poll ? result(snapshot, poll) : html`<p>${t("No result has been shown yet.")}</p>`}
    ${snapshot.measures.length ? measures(snapshot) : nothing}
    ${people(snapshot, tile, act)}`;
}

const LACKS = () => ({ lead: t("lead"), by_when: t("by when"), money: t("money"), indicator: t("indicator"), finding: t("finding") });

const measures = (snapshot) => html`<section><h3>${t("Measures")}</h3><ol class="lacks">${snapshot.measures.map((measure) => {
  const card = snapshot.cards.find((each) => each.id === measure.cards[0]);
  const lacks = measure.missing.map((key) => LACKS()[key]);
  return html`<li><b>${measure.plan.what || card?.title || t("Without a title yet")}</b>
    <span class=${lacks.length && !measure.waived ? "lack" : "soft"}>${measure.waived ? t("waived: {reason}", { reason: measure.waived }) : lacks.length ? t("lacks {what}", { what: lacks.join(", ") }) : t("complete")}</span></li>`;
})}</ol></section>`;

const people = (snapshot, tile, act) => html`<section><h3>${tn("{n} person", "{n} people", snapshot.members.length)}</h3><ul class="seats">${snapshot.members.map((member) => seat(member, snapshot, tile, act))}</ul></section>`;

function seat(member, snapshot, tile, act) {
  const silent = tile.silent.some((each) => each.id === member.id);
  return html`<li>
    <span>${member.name}${member.duties.map((duty) => html` <span class="tag">${dutyTitle(duty)}</span>`)}<small>${[status(tile, member), silent && t("has not written")].filter(Boolean).join(" · ")}</small></span>
    ${member.role === "participant" ? group(snapshot, member.perspective) : html`<span class="soft">${roleTitle(member.role)}</span>`}
    ${silent ? html`<button type="button" class="quiet square small" title=${t("Ask")} aria-label=${t("Ask {name} to speak up", { name: member.name })} @click=${() => act.nudge(tile.id, member)}>${icon("bell")}</button>` : nothing}
    ${act.seat(tile.id, member)}</li>`;
}

/** As the line tells it: not said before that is open. */
function status({ present, leads }, { id, role }) {
  if (!present) return null;
  const away = role === "participant" ? present[id] : leads.find((each) => each.member === id)?.away;
  return away === undefined ? t("not here") : away ? t("away") : t("here");
}
