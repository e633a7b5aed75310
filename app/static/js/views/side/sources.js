// What a card rests on: findings of the first two days, cited and taken back.

import { html } from "lit";
import { t } from "../../lib/words.js";
import { finding, parted } from "../brief/findings.js";
import { icon } from "../parts/icon.js";

export function restsOn(card, state, room, may) {
  const cited = state.findings.filter((each) => card.findings.includes(each.id));
  if (!cited.length && !may.arrange) return null;
  return html`<section><h3 class="over">${t("Rests on")}</h3>
    ${cited.map((each) => finding(each, may.arrange ? html`<button type="button" class="quiet square small" aria-label=${t("No longer rests on {code}", { code: each.code })} @click=${() => room.send("finding.uncite", { card: card.id, finding: each.id })}>${icon("close")}</button>` : null))}
    ${may.arrange ? html`<button type="button" class="quiet small" @click=${() => room.show({ dialog: { kind: "cite", card: card.id } })}>${icon("plus")}${cited.length ? t("Add a finding") : t("Tie to a finding")}</button>` : null}
  </section>`;
}

export function citeDialog(state, room, close) {
  const card = state.cards.find((each) => each.id === state.ui.dialog.card);
  if (!card) return null;
  const toggle = (event, id) => room.send(event.target.checked ? "finding.cite" : "finding.uncite", { card: card.id, finding: id });
  return html`<modal-box wide heading=${t("What does “{title}” rest on?", { title: card.title })} @close=${close} .body=${
    state.findings.length
      ? html`<div class="heap">${parted(state.findings).flat().map((each) => html`<label class="choice"><input type="checkbox" .checked=${card.findings.includes(each.id)} @change=${(event) => toggle(event, each.id)}>${finding(each)}</label>`)}</div>`
      : html`<p class="empty">${t("Nothing has been entered for this room yet.")}</p>`
  } .foot=${html`<button type="button" class="cta" @click=${close}>${t("Done")}</button>`}></modal-box>`;
}
