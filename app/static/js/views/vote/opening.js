// What is asked before a vote opens: over what, by which method, how secret; and what the room will be able to see, in words.

import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t, tn } from "../../lib/words.js";
import { columns } from "../../state/board.js";
import { sizesOf } from "../../state/fold.js";
import { METHODS } from "./ballots/shelf.js";
import { preview } from "./preview.js";

export function pollDialog(state, room, close) {
  const asked = question(state);
  const { only, cards, over } = asked;
  const open = (form) => {
    room.send("poll.open", { ...answer(form, asked), ...chosen(only, form.get("over"), state) });
    room.show({ place: null });
  };
  const set = setter(room);
  const lead = only
    ? html`<p>${tn("A run-off between {n} card.", "A run-off between {n} cards.", only.length)}</p>`
    : html`<fieldset class="field"><legend class="label">${t("Over what?")}</legend>
        ${choice("over", "cards", tn("{n} card on the board", "{n} cards on the board", cards), over === "cards", set("over"))}
        ${choice("over", "measures", tn("{n} measure", "{n} measures", state.measures.length), over === "measures", set("over"), !state.measures.length)}
      </fieldset>`;
  return openingDialog(state, room, { asked, heading: t("Open the vote"), lead, open, close });
}

/** What has been chosen so far, kept with the dialog: `set(name)` hears a field's change. */
const setter = (place) => (name) => (event) => place.show({ dialog: { ...place.store.get().ui.dialog, [name]: event.target.value } });

/** The questions that every vote asks. asked: as `choices` gives it, and {count, over, may, sizes}; open(form) is told the answers. */
export function openingDialog(state, place, { asked, heading, lead, open, close }) {
  const { count, method } = asked;
  const tooMany = method.most && count > method.most;
  const set = setter(place);
  const submit = (event) => {
    event.preventDefault();
    open(new FormData(event.target));
    close();
  };
  return html`<modal-box heading=${heading} @close=${close} .body=${html`<form id="poll" class="heap" @submit=${submit}>
      ${lead}
      ${methods(method, set("method"))}
      ${tooMany ? html`<p class="banner warn">${t("At most {most} cards can be put in order.", { most: method.most })}</p>` : null}
      <div class="trio">${repeat(fields(method, count), ({ name }) => `${method.name} ${name}`, field)}</div>
      ${secrecy(state, asked, set)}
      ${further(asked, set)}
      <p class="soft">${t("While the vote is open, the wording of what is voted on is fixed. It closes only when you close it.")}</p>
    </form>`} .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button class="cta" form="poll" ?disabled=${count < 2 || tooMany}>${t("Open the vote")}</button>`}></modal-box>`;
}

/** What has been chosen so far. `planned`: the method, `usual`: the breakdown where none has been chosen. */
export const choices = ({ ui: { dialog }, workshop }, planned, usual) => ({
  method: METHODS.find((each) => each.name === (dialog.method ?? planned)) ?? METHODS[0],
  secrecy: dialog.secrecy ?? "secret",
  breakdown: dialog.breakdown ?? usual ?? "none",
  usual,
  own: dialog.own ?? true,
  recount: dialog.recount ?? workshop.recount,
});

/** What a room is asked; what has not been chosen, as the stage has it. */
function question(state) {
  const { dialog } = state.ui;
  const planned = state.stage.settings?.poll;
  const cards = columns(state).reduce((sum, column) => sum + column.cards.filter((card) => !card.private).length, 0);
  const over = dialog.over ?? (state.measures.length && planned?.over === "measures" ? "measures" : "cards");
  return {
    ...choices(state, planned?.method, state.room.poll.breakdown ?? "none"),
    may: state.workshop.recount || state.mine.member.role === "organiser",
    sizes: sizesOf(state),
    only: dialog.cards,
    cards,
    over,
    count: dialog.cards?.length ?? (over === "cards" ? cards : state.measures.length),
  };
}

export function answer(form, asked) {
  const { method, count, secrecy, breakdown, over, own } = asked;
  const settings = Object.fromEntries(fields(method, count).map(({ name, options }) => [name, options ? form.get(name) : Number(form.get(name))]));
  const rules = { ...(over === "cards" && !own && { self_votes: false }), recount: publishes(asked) };
  return { method: method.name, settings: { ...(method.tidy?.(settings) ?? settings), ...rules }, secrecy, breakdown };
}

/** What is voted on where it is not simply every card: the tied ones of a run-off, or the measures. */
function chosen(only, over, { measures }) {
  if (only) return { cards: only };
  return over === "measures" ? { cards: measures.map((measure) => measure.id) } : {};
}

function methods(now, change) {
  const offer = (each) => html`<label class="choice"><input type="radio" name="method" value=${each.name} .checked=${each === now} @change=${change}><span>${each.title()}<small>${each.about()}</small></span></label>`;
  return html`<fieldset class="field methods"><legend class="label">${t("How?")}</legend>
    ${METHODS.filter((each) => !each.more).map(offer)}
    <details ?open=${now.more}><summary>${t("More methods")}</summary><div class="field">${METHODS.filter((each) => each.more).map(offer)}</div></details>
  </fieldset>`;
}

const fields = (method, count) => [...method.settings(count), { name: "adopt", title: t("How many are taken"), value: Math.min(3, Math.max(1, count)), most: 100 }];

function field({ name, title, value, most, options }) {
  if (options) return html`<fieldset class="field whole"><legend class="label">${title}</legend>${options.map(([key, words]) => choice(name, key, words, key === value))}</fieldset>`;
  return html`<div class="field"><label for="poll-${name}">${title}</label><input class="input nums" type="number" id="poll-${name}" name=${name} min="1" max=${most} .value=${String(value)} required></div>`;
}

function secrecy(state, asked, set) {
  const { secrecy: kept, breakdown, usual, sizes } = asked;
  const published = publishes(asked);
  const shown = (value, title, disabled) => choice("breakdown", value, value === usual ? html`${title} <span class="tag">${t("as set for this room")}</span>` : title, breakdown === value, set("breakdown"), disabled);
  return html`<fieldset class="field"><legend class="label">${t("Secret or named?")}</legend>
      ${choice("secrecy", "secret", t("Secret: no name is kept with a ballot"), kept === "secret", set("secrecy"))} ${choice("secrecy", "named", t("Named: each name is kept with its ballot, and every voter is told before"), kept === "named", set("secrecy"))}
    </fieldset>
    <fieldset class="field"><legend class="label">${t("Result by group")}</legend>
      ${shown("none", t("The total alone"))} ${shown("safe", t("Small groups folded together (from about 15 voters)"), published)} ${shown("open", t("Every group shown: each voter is told before"))}
      ${published ? html`<p class="hint">${t("Small groups are not folded together where ballots are published: from the sums of a group its ballots could be worked out.")}</p>` : null}
    </fieldset>
    <div class="banner preview" role="status"><p><b>${t("What the room will see:")}</b> ${preview(state, sizes, { secrecy: kept, breakdown }).join(" ")}</p></div>`;
}

/** Ballots stay unpublished where they would tell more: with a ban on one's own card the author of one that gets nothing, with folded groups what a group chose. */
const unpublished = ({ over, own, breakdown }) => (over === "cards" && !own) || breakdown === "safe";
const publishes = (asked) => asked.recount && !unpublished(asked);

function further(asked, set) {
  const { over, own, breakdown, may } = asked;
  const ticked = (name) => (event) => set(name)({ target: { value: event.target.checked } });
  const forbids = unpublished(asked);
  if (over !== "cards" && !may) return null;
  return html`<fieldset class="field"><legend class="label">${t("Further rules")}</legend>
    ${over === "cards" ? tick(t("Everybody may also vote for their own card"), own, ticked("own")) : null}
    ${may ? tick(t("Publish the ballots with the result, without names, for a recount (from 15 ballots)"), publishes(asked), ticked("recount"), forbids) : null}
    ${may && breakdown === "safe" ? html`<p class="hint">${t("Ballots are not published where small groups are folded together: from the sums of a group its ballots could be worked out.")}</p>` : null}
  </fieldset>`;
}

const tick = (title, checked, change, disabled = false) => html`<label class="choice"><input type="checkbox" .checked=${checked} ?disabled=${disabled} @change=${change}><span>${title}</span></label>`;
export const choice = (name, value, title, checked, change = null, disabled = false) => html`<label class="choice"><input type="radio" name=${name} value=${value} .checked=${checked} ?disabled=${disabled} @change=${change}><span>${title}</span></label>`;
