// How it works: a few sentences for this stage and this role, and the keys. Opened by "?", from the menu, and from the question for help.

import { html } from "lit";
import { t } from "../../lib/words.js";
import { checks, rights } from "../../state/rights.js";
import { always, forDelegates, forFacilitators, forGuests, keysOfTheConsole, keysOfTheRoom, onTheConsole } from "./texts.js";

export function guideDialog(state, room, close) {
  const { stage, mine } = state;
  const { drive } = rights(state);
  const { role } = mine.member;
  return box(close, [
    [t("In “{stage}”", { stage: t(stage.title) }), role === "participant" || drive ? forDelegates(stage.kind, checks(state)) : forGuests(role)],
    [t("For the facilitator"), drive ? forFacilitators(stage.kind, checks(state)) : []],
    [t("At any time"), always()],
  ], keysOfTheRoom());
}

export const deskGuide = (state, desk, { close }) => box(close, [[t("The console"), onTheConsole()]], keysOfTheConsole());

function box(close, parts, keys) {
  return html`<modal-box heading=${t("How it works")} @close=${close} .body=${html`
      ${parts.filter(([, said]) => said.length).map(([title, said]) => html`<section class="heap guide"><h3>${title}</h3><ul>${said.map((each) => html`<li>${each}</li>`)}</ul></section>`)}
      <section class="heap guide keys"><h3>${t("Keys")}</h3><dl>${keys.map(([key, does]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`)}</dl></section>
    `} .foot=${html`<button type="button" class="cta" data-first @click=${close}>${t("Close")}</button>`}></modal-box>`;
}

/** Whether this press asks for the guide: not while one writes or something stands over the page. */
export const asksForGuide = (event) => event.key === "?" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, textarea, select, dialog");
