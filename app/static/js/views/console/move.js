// Giving somebody a seat in a room or another one, with what that means for them said before.

import { html } from "lit";
import { t } from "../../lib/words.js";

export function moveDialog(state, desk, { close }) {
  const { member, from } = state.ui.dialog;
  const others = state.rooms.filter((room) => room.id !== from);
  const send = async (event) => {
    event.preventDefault();
    const room = others.find((each) => each.id === new FormData(event.target).get("room"));
    close();
    if (!(await desk.run("member.move", { member: member.id, room: room.id }))) return;
    if (!from) document.querySelector(".unseated summary")?.focus(); // the line with the button goes
    desk.tell(t("{name} now sits in {room}.", { name: member.name, room: room.name }), "ok");
  };
  return html`<modal-box heading=${from ? t("Move {name}", { name: member.name }) : t("A room for {name}", { name: member.name })} @close=${close} .body=${html`<form id="move" class="heap" @submit=${send}>
      <div class="field"><label for="move-room">${t("To which room?")}</label>
        <select class="input" id="move-room" name="room" data-first>${others.map((room) => html`<option value=${room.id}>${room.name}</option>`)}</select></div>
      <p class="soft">${!from ? first(member) : t("They are told at once, with a button to the new room. Their cards stay where they were written; what is still unsent stays on their device.")}</p>
    </form>`} .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button class="cta" form="move">${from ? t("Move") : t("Give this room")}</button>`}></modal-box>`;
}

const first = ({ role }) => (role === "facilitator" ? t("They lead this room alone from now on, and no longer all of them.") : t("Their personal link leads to this room from now on."));
