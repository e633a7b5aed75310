// The text of the agenda: preamble, standing and contact, in one or two languages.

import { html } from "lit";
import { tongue } from "../../lib/tongue.js";
import { t } from "../../lib/words.js";
import "../parts/text-field.js";

export function draft(state, room, may) {
  const { declaration } = state;
  if (!may.preamble) return read(declaration);
  const field = (name, label, hint, one) => html`<text-field .state=${state} .room=${room} .doc=${`declaration:${state.room.id}`} .field=${name} .row=${declaration[name] ?? ""} .label=${label} .hint=${hint} ?one=${one} .most=${5000}></text-field>`;
  return html`<div class="pre">
      ${field("preamble", t("Preamble"), t("Who we are, and what we agreed to do together"))} ${field("preamble_gloss", t("Preamble, second language"), " ")}
    </div>
    <p><button type="button" class="ghost small" @click=${() => room.show({ dialog: { kind: "history", doc: `declaration:${state.room.id}`, title: t("Agenda") } })}>${t("History…")}</button></p>
    <details><summary>${t("Standing and contact")}</summary><div class="pre">
      ${field("standing", t("Standing"), t("What the agenda commits, and whom"))} ${field("standing_gloss", t("Standing, second language"), " ")}
      ${field("contact", t("Contact"), t("Where questions go after today"), true)}
    </div></details>`;
}

function read({ preamble, preamble_gloss, standing, standing_gloss, contact }) {
  return html`<p class="faint">${[t(standing), standing_gloss].filter(Boolean).join(" · ")}</p>
    ${preamble || preamble_gloss ? html`<div class="pre"><p lang=${tongue(preamble)}>${preamble}</p>${preamble_gloss ? html`<p class="soft" lang=${tongue(preamble_gloss)}>${preamble_gloss}</p>` : null}</div>` : html`<p class="soft">${t("The preamble has not been written yet.")}</p>`}
    ${contact ? html`<p class="faint">${t("Contact: {contact}", { contact })}</p>` : null}`;
}
