// What came of the invitations: who comes, who cannot, who has tried it out. Asked anew whenever a number of them changes.

import { html, nothing } from "lit";
import { define, Part } from "../../lib/element.js";
import { t } from "../../lib/words.js";
import { roster } from "../frame/seat.js";
import { answers } from "./head.js";

const stateOf = (key) => ({ invited: t("has not answered"), confirmed: t("will come"), declined: t("cannot come"), tried: t("has tried"), untried: t("has not tried") })[key];
const STATES = ["invited", "confirmed", "declined", "tried", "untried"];
const statesOf = ({ answer, role, tried }) => (role === "participant" ? [answer, tried ? "tried" : "untried"] : [answer]);

class InvitedList extends Part {
  static properties = { desk: { attribute: false }, members: { attribute: false }, rooms: { attribute: false }, seats: { state: true }, among: { state: true } };

  willUpdate() {
    const numbers = JSON.stringify(this.members);
    if (numbers !== this.numbers) this.read();
    this.numbers = numbers;
  }

  async read() {
    const seats = await roster(this.desk.id);
    if (seats) this.seats = seats;
  }

  async say(member, answer) {
    await this.desk.run("member.answer", { member, answer: answer || null });
    this.read();
  }

  render() {
    if (!this.seats?.length) return nothing;
    const shown = this.seats.filter((seat) => !this.among || statesOf(seat).includes(this.among));
    return html`<section class="heap" aria-label=${t("Invitations")}>
      <p role="status"><b>${answers(this.members)}</b></p>
      <div class="field among"><label for="among">${t("Show")}</label><select class="input" id="among" @change=${(event) => (this.among = event.target.value)}>
        <option value="">${t("Everybody")}</option>${STATES.map((state) => html`<option value=${state}>${stateOf(state)}</option>`)}</select></div>
      ${shown.length ? this.table(shown) : html`<p class="soft">${t("There is nobody like that.")}</p>`}
    </section>`;
  }

  table(seats) {
    const rooms = new Map(this.rooms.map((room) => [room.id, room.name]));
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("Invitations")}><table class="invited">
      <thead><tr><th scope="col">${t("Name")}</th><th scope="col">${t("Room")}</th><th scope="col">${t("Answer")}</th><th scope="col">${t("Tried out")}</th></tr></thead>
      <tbody>${seats.map((seat) => html`<tr><th scope="row">${seat.name}</th><td>${rooms.get(seat.room) ?? t("All rooms")}</td><td>${this.answer(seat)}</td><td>${seat.tried ? html`<span class="tag ok"><span aria-hidden="true">✓</span> ${t("has tried")}</span>` : nothing}</td></tr>`)}</tbody></table></div>`;
  }

  answer({ id, name, answer }) {
    return html`<select class="input small" aria-label=${t("Answer of {name}", { name })} @change=${(event) => this.say(id, event.target.value)}>
      <option value="" ?selected=${answer === "invited"}>${stateOf("invited")}</option>${["confirmed", "declined"].map((each) => html`<option value=${each} ?selected=${answer === each}>${stateOf(each)}</option>`)}</select>`;
  }
}

define("invited-list", InvitedList);
