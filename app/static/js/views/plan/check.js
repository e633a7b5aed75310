// What a measure still lacks, in words; or that nothing is missing; or why it was let pass.

import { html } from "lit";
import { asList } from "../../lib/dates.js";
import { t } from "../../lib/words.js";
import { icon } from "../parts/icon.js";
import { missingWords } from "./words.js";

export function check(measure) {
  if (measure.waived) return html`<p class="check"><span class="tag warn">${t("let pass")}</span> ${measure.waived}</p>`;
  if (!measure.missing.length) return html`<p class="check" data-ok>${icon("check")}${t("Nothing is missing.")}</p>`;
  return html`<p class="check" role="status">${t("Still missing: {list}", { list: asList(missingWords(measure.missing)) })}</p>`;
}
