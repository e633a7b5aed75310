// Three quick answers to a card. One's own are pressed; the numbers are everybody's.

import { html } from "lit";
import { t } from "../../lib/words.js";

const words = () => [
  ["agree", t("Agree")],
  ["question", t("A question")],
  ["important", t("Important")],
];

export function reactions(card, state, room, may) {
  const held = state.mine.reactions[card.id] ?? [];
  const toggle = (key) => room.send("reaction.toggle", { card: card.id, reaction: key });
  if (!may.comment && !Object.values(card.reactions).some(Boolean)) return null;
  return html`<section class="reactions" aria-label=${t("Reactions")}>
    ${words().map(([key, title]) => html`<button type="button" class="ghost small nums" ?disabled=${!may.comment} aria-pressed=${String(held.includes(key))} @click=${() => toggle(key)}>${title}${card.reactions[key] ? html` <b>${card.reactions[key]}</b>` : null}</button>`)}
  </section>`;
}
