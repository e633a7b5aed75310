// Which room visits which, and who stays at home as its host: one line a room, a rotation proposed until there is a plan.

import { html, nothing } from "lit";
import { t } from "../../lib/words.js";

const HOST = "host";

export function visitsDialog(state, desk, { close }) {
  const { rooms, workshop, ui } = state;
  const planned = Object.keys(workshop.visits).length ? workshop.visits : rotation(rooms);
  const members = Object.fromEntries((ui.dialog.boards ?? []).map((board) => [board.room.id, board.members.filter(({ role }) => role === "participant")]));
  const send = async (event) => {
    event.preventDefault();
    const given = [...new FormData(event.target)].map(([name, value]) => [...name.split(" "), value]);
    const visits = Object.fromEntries(given.filter(([what, , host]) => what === "visits" && host).map(([, room, host]) => [room, host]));
    const hosts = given.filter(([what]) => what === HOST);
    close();
    if (!(await desk.run("visit.plan", { visits }))) return;
    for (const [, room, host] of hosts) if (!(await name(desk, members[room], host))) return;
    desk.tell(t("The visits are planned. They begin with the stage “Visit”."), "ok");
  };
  return html`<modal-box wide heading=${t("Visits")} @close=${close} .body=${html`<form id="visits" class="heap" @submit=${send}>
      <p class="soft">${t("In the visit stage each room reads another one, and comments on its measures. A host stays, and the visitors see who it is.")}</p>
      ${rooms.map((room) => html`<div class="visit"><div class="field"><label for="visit-${room.id}">${t("{room} visits", { room: room.name })}</label>
        <select class="input" id="visit-${room.id}" name="visits ${room.id}" data-room=${room.id}><option value="" ?selected=${!planned[room.id]}>${t("no room")}</option>
          ${rooms.filter((each) => each !== room).map((each) => html`<option value=${each.id} ?selected=${planned[room.id] === each.id}>${each.name}</option>`)}</select></div>
        ${hostOf(room, members[room.id], ui.dialog.boards)}</div>`)}
    </form>`} .foot=${html`<button type="button" class="ghost" @click=${(event) => goOn(event.target.closest("dialog"), rooms)}>${t("Next round")}</button><span class="grow"></span><button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button class="cta" form="visits">${t("Plan these visits")}</button>`}></modal-box>`;
}

/** Who sits in the room is read meanwhile; the field keeps its place. */
function hostOf(room, members, read) {
  const hosts = (members ?? []).filter(isHost);
  return html`<div class="field"><label for="host-${room.id}">${t("Stays in {room} as host", { room: room.name })}</label>
    <select class="input" id="host-${room.id}" name=${members ? `${HOST} ${room.id}` : nothing} ?disabled=${!members}>
      <option value="" ?selected=${!hosts.length}>${read ? t("nobody named") : t("Loading…")}</option>
      ${(members ?? []).map((each) => html`<option value=${each.id} ?selected=${each === hosts[0]}>${each.name}</option>`)}</select></div>`;
}

const isHost = ({ duties }) => duties.includes(HOST);

/** One host a room: the duty is taken from who had it and given to `host`, a member's id or "". Resolves to false where that was refused. */
async function name(desk, members, host) {
  for (const each of members) {
    if (isHost(each) === (each.id === host)) continue;
    const rest = each.duties.filter((duty) => duty !== HOST);
    if (!(await desk.run("member.change", { member: each.id, duties: each.id === host ? [...rest, HOST] : rest }))) return false;
  }
  return true;
}

/** Each room that visits one goes on to the next, past itself: shown in the form, and planned by its button. */
function goOn(dialog, rooms) {
  for (const field of dialog.querySelectorAll("select[data-room]")) {
    if (!field.value) continue;
    const next = (id) => rooms[(rooms.findIndex((room) => room.id === id) + 1) % rooms.length].id;
    const host = next(field.value);
    field.value = host === field.dataset.room ? next(host) : host;
  }
}

const rotation = (rooms) => Object.fromEntries(rooms.map((room, n) => [room.id, rooms[(n + 1) % rooms.length].id]));
