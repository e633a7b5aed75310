// A workshop without delegates: how they come in.

import { html, nothing } from "lit";
import { t } from "../../lib/words.js";

export function beginning({ workshop, rooms }, desk) {
  if (!rooms.length || rooms.some((room) => room.expected)) return nothing;
  const show = (kind) => desk.show({ dialog: { kind } });
  return html`<div class="empty">
    <p>${workshop.joining === "open" ? t("Nobody has joined yet. Share the code, or put delegates on a list and send each a personal link.") : t("Nobody is on the list yet. Put the delegates on it and send each a personal link.")}</p>
    <div class="deeds">${workshop.joining === "open" ? html`<button type="button" class="cta" @click=${() => show("sheet")}>${t("Join sheet")}</button>` : nothing}
      <button type="button" class="ghost" @click=${() => show("roster")}>${t("List of delegates…")}</button></div>
  </div>`;
}
