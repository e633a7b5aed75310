// Which room visits which: one line a room, a rotation proposed until there is a plan.

import { html } from "lit";
import { t } from "../../lib/words.js";

export function visitsDialog(state, desk, { close }) {
  const { rooms, workshop } = state;
  const planned = Object.keys(workshop.visits).length ? workshop.visits : rotation(rooms);
  const send = async (event) => {
    event.preventDefault();
    const visits = Object.fromEntries([...new FormData(event.target)].filter(([, host]) => host));
    close();
    if (await desk.run("visit.plan", { visits })) desk.tell(t("The visits are planned. They begin with the stage “Visit”."), "ok");
  };
  return html`<modal-box heading=${t("Visits")} @close=${close} .body=${html`<form id="visits" class="heap" @submit=${send}>
      <p class="soft">${t("In the visit stage each room reads another one, and comments on its measures. A host stays.")}</p>
      ${rooms.map((room) => html`<div class="field"><label for="visit-${room.id}">${t("{room} visits", { room: room.name })}</label>
        <select class="input" id="visit-${room.id}" name=${room.id}><option value="" ?selected=${!planned[room.id]}>${t("no room")}</option>
          ${rooms.filter((each) => each !== room).map((each) => html`<option value=${each.id} ?selected=${planned[room.id] === each.id}>${each.name}</option>`)}</select></div>`)}
    </form>`} .foot=${html`<button type="button" class="ghost" @click=${(event) => goOn(event.target.closest("dialog"), rooms)}>${t("Next round")}</button><span class="grow"></span><button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button class="cta" form="visits">${t("Plan these visits")}</button>`}></modal-box>`;
}

/** Each room that visits one goes on to the next, past itself: shown in the form, and planned by its button. */
function goOn(dialog, rooms) {
  for (const field of dialog.querySelectorAll("select")) {
    if (!field.value) continue;
    const next = (id) => rooms[(rooms.findIndex((room) => room.id === id) + 1) % rooms.length].id;
    const host = next(field.value);
    field.value = host === field.name ? next(host) : host;
  }
}

const rotation = (rooms) => Object.fromEntries(rooms.map((room, n) => [room.id, rooms[(n + 1) % rooms.length].id]));
