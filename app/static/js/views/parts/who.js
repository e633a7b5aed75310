// People and their groups: a hue, a letter and a word, never the hue alone.

import { html } from "lit";
import { t } from "../../lib/words.js";

/** The group as it is named in this workshop. */
export function groupTitle(state, key) {
  if (key === "others") return t("Others");
  return t(state.workshop.perspectives.find((each) => each.key === key)?.title ?? key);
}

/** The first letter of the group's name, in the name's own script. */
export const letterOf = (title) => [...title.replace(/^SSE /, "")][0]?.toUpperCase() ?? "";

export function group(state, key) {
  if (!key) return null;
  const title = groupTitle(state, key);
  return html`<span class="who" data-group=${key} data-letter=${letterOf(title)}>${title}</span>`;
}

export const nameOf = (state, id) => state.members.find((member) => member.id === id)?.name ?? state.present.find((each) => each.member === id)?.name ?? "";

export function roleTitle(role) {
  return { organiser: t("Organiser"), facilitator: t("Facilitator"), participant: t("Delegate"), resource: t("Expert"), observer: t("Observer"), screen: t("Screen") }[role] ?? role;
}

export const dutyTitle = (duty) => ({ chair: t("Chair"), rapporteur: t("Rapporteur"), translator: t("Translator"), host: t("Host") })[duty] ?? duty;

/** A language's own name; where the browser does not know it, its code. */
export function languageName(code) {
  try {
    return new Intl.DisplayNames([code], { type: "language" }).of(code);
  } catch {
    return code;
  }
}
