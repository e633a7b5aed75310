// That what one sees is a rehearsal, so that nobody takes it for the real thing. `of`: a workshop, or what a screen shows of it.

import { html, nothing } from "lit";
import { t } from "../../lib/words.js";

export const rehearsed = (of, href = null) => {
  if (!of.rehearsal_of) return nothing;
  return href ? html`<a class="tag warn rehearsed" href=${href}>${t("Rehearsal")}</a>` : html`<b class="tag warn rehearsed">${t("Rehearsal")}</b>`;
};
