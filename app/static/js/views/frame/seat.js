// What whoever drives does with somebody's seat: duties, role, a new link, the way out. One menu, on the console and in the room.

import { html } from "lit";
import { define, Part } from "../../lib/element.js";
import { t } from "../../lib/words.js";
import { icon } from "../parts/icon.js";
import { openMenu } from "../parts/menu.js";
import { dutyTitle, roleTitle } from "../parts/who.js";

const DUTIES = ["chair", "rapporteur", "translator", "host"];
const ROLES = ["participant", "facilitator", "resource", "observer"];

/** `place`: the desk or the room. `me`: {id, role}, who looks. `move`: how somebody gets another room, or one at all where they have none, where that is offered. */
export function seatMenu(place, me, member, { move = null, seated = true } = {}) {
  if (member.id === me.id || member.role === "organiser") return html`<span class="square small"></span>`;
  const back = place.store.get().ui.dialog ?? null;
  const ask = (kind) => () => place.show({ dialog: { kind, member, back, organises: me.role === "organiser" } });
  const items = [
    ...(member.role === "participant" ? DUTIES.map((duty) => toggle(place, member, duty)) : []),
    move && member.role === "participant" && seated && { label: t("Move to another room…"), icon: "on", act: move },
    move && ["participant", "facilitator"].includes(member.role) && !seated && { label: t("Give a room…"), icon: "on", act: move },
    me.role === "organiser" && { label: t("Another role…"), icon: "people", act: ask("role") },
    { label: t("New personal link…"), icon: "redo", act: ask("renew") },
    { label: t("Remove from the workshop…"), icon: "close", stop: true, act: ask("unseat") },
  ];
  return html`<button type="button" class="quiet square small" aria-haspopup="menu" aria-expanded="false" aria-label=${t("{name}: more", { name: member.name })} @click=${(event) => openMenu(event.currentTarget, member.name, items, true)}>${icon("more")}</button>`;
}

function toggle(place, { id, duties }, duty) {
  const has = duties.includes(duty);
  const next = has ? duties.filter((each) => each !== duty) : [...duties, duty];
  return { label: dutyTitle(duty), icon: "pen", toggled: has, act: () => place.run("member.change", { member: id, duties: next }) };
}

/** Back to the list from which it was asked. */
const leave = (state, place) => () => place.show({ dialog: state.ui.dialog.back });

export function roleDialog(state, place) {
  const { member } = state.ui.dialog;
  const close = leave(state, place);
  const give = async (event) => {
    event.preventDefault();
    const role = new FormData(event.target).get("role");
    close();
    if (role !== member.role && (await place.run("member.change", { member: member.id, role }))) place.tell(t("{name} is now: {role}.", { name: member.name, role: roleTitle(role) }), "ok");
  };
  const choice = (role) => html`<label class="choice"><input type="radio" name="role" value=${role} ?checked=${role === member.role}><span>${roleTitle(role)}<small>${may(role)}</small></span></label>`;
  return html`<modal-box heading=${t("Role of {name}", { name: member.name })} @close=${close} .body=${html`<form id="role" class="heap" @submit=${give}>
      <div class="field roles" role="radiogroup" aria-label=${t("Role")}>${ROLES.map(choice)}</div>
      <p class="soft">${t("Their page comes back in a moment with the new role. What they wrote stays.")}</p>
    </form>`} .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button class="cta" form="role">${t("Give this role")}</button>`}></modal-box>`;
}

const may = (role) =>
  ({
    participant: t("writes, votes and agrees in this room"),
    facilitator: t("leads this room"),
    resource: t("reads and comments in every room"),
    observer: t("reads what has been declared"),
  })[role];

export function unseatDialog(state, place) {
  const { member } = state.ui.dialog;
  const close = leave(state, place);
  const remove = async (event) => {
    event.preventDefault();
    const cards = event.target.elements.cards.checked;
    close();
    if (await place.run("member.remove", { member: member.id, ...(cards ? { cards } : {}) })) place.tell(t("{name} has been removed.", { name: member.name }));
  };
  return html`<modal-box heading=${t("Remove {name} from the workshop?", { name: member.name })} @close=${close} .body=${html`<form id="unseat" class="heap" @submit=${remove}>
    <p>${t("They are out at once and told so, and their personal link stops. What they wrote stays on the board; what they had not sent yet stays on their device.")}</p>
    <p class="soft">${t("Back in comes who stands on a list that the organiser sends again; where joining is open, anybody with the code, as somebody new.")}</p>
    <div class="field roles"><label class="choice"><input type="checkbox" name="cards"><span>${t("Also remove their cards that nobody has seen yet")}<small>${t("For abusive cards. You do not see what is on them.")}</small></span></label></div>
  </form>`} .foot=${html`<button type="button" class="ghost" data-first @click=${close}>${t("Cancel")}</button><button class="cta stop" form="unseat">${t("Remove {name}", { name: member.name })}</button>`}></modal-box>`;
}

export function renewDialog(state, place) {
  const { member, organises } = state.ui.dialog;
  return html`<modal-box heading=${t("New personal link for {name}", { name: member.name })} @close=${leave(state, place)}
    .body=${html`<new-link .place=${place} .member=${member} .organises=${organises} .workshop=${state.workshop.id} .close=${leave(state, place)}></new-link>`}></modal-box>`;
}

class NewLink extends Part {
  static properties = { place: { attribute: false }, member: { attribute: false }, organises: { attribute: false }, workshop: {}, close: { attribute: false }, link: { state: true }, done: { state: true }, copied: { state: true } };

  async renew() {
    if (!(await this.place.run("member.renew", { member: this.member.id }))) return;
    this.done = true;
    if (this.organises) this.link = (await roster(this.workshop))?.find((seat) => seat.id === this.member.id)?.link;
  }

  async copy() {
    await navigator.clipboard.writeText(this.link);
    this.copied = true;
  }

  render() {
    const { name } = this.member;
    if (!this.done) return html`<div class="heap"><p>${t("The old link stops at once. Whoever came in by it, or by the code, is out on all devices until they open the new one; nothing they wrote is lost.")}</p>
      ${this.organises ? null : html`<p class="banner warn">${t("Only the organiser sees the new link, and has to give it to {name}.", { name })}</p>`}
      <div class="deeds"><button type="button" class="ghost" data-first @click=${this.close}>${t("Cancel")}</button><button type="button" class="cta" @click=${this.renew}>${t("Make a new link")}</button></div></div>`;
    return html`<div class="heap" role="status"><p>${this.organises ? t("This is the new link of {name}. It is for them alone.", { name }) : t("The old link of {name} has stopped. The organiser has the new one.", { name })}</p>
      ${this.link ? html`<div class="field"><label for="new-link">${t("Personal link")}</label><input class="input" id="new-link" readonly .value=${this.link} @focus=${(event) => event.target.select()}></div>
        ${navigator.clipboard ? html`<div class="deeds"><button type="button" class="cta" @click=${this.copy}>${this.copied ? t("Copied.") : t("Copy")}</button></div>` : null}` : null}</div>`;
  }
}

define("new-link", NewLink);

/** The list with everybody's link, which the organiser alone may read; null where it was not given. */
export async function roster(workshop) {
  try {
    const answer = await fetch(`/api/v1/workshops/${workshop}/roster?as=account`, { headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).members : null;
  } catch {
    return null;
  }
}
