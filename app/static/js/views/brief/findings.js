// Findings, challenges and practices of the first days, each with its code and source.

import { html } from "lit";
import { t } from "../../lib/words.js";

const kindTitle = (kind) => ({ finding: t("finding"), challenge: t("challenge"), practice: t("practice") })[kind] ?? kind;

const common = (each) => each.code.startsWith("F-ALL");

/** [those of this room, those of all rooms] */
export const parted = (findings) => [findings.filter((each) => !common(each)), findings.filter(common)];

export function findingsList(_state, findings) {
  if (!findings.length) return html`<p class="soft">${t("Nothing has been entered for this room yet.")}</p>`;
  return html`<div class="heap">${findings.map((each) => finding(each))}</div>`;
}

export function finding(each, tool = null) {
  const facts = [each.code, kindTitle(each.kind), each.day ? t("Day {n}", { n: each.day }) : null].filter(Boolean);
  return html`<div class="ev" data-kind=${each.kind}><p>${each.text}</p><span>${facts.join(" · ")}${each.source ? html`<br>${each.source}` : null}</span>${tool}</div>`;
}
