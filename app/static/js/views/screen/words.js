// Words on the screen: each text in its own language, each view by its name.

import { html } from "lit";
import { asList } from "../../lib/dates.js";
import { tongue } from "../../lib/tongue.js";
import { t } from "../../lib/words.js";

/** A text that somebody wrote, marked with its language: that of the room where it was written, else the workshop's. */
export const said = (sight, text, room = null) => html`<span lang=${tongue(text, [room?.language, sight.language].filter(Boolean))}>${text}</span>`;

/** How many columns `n` boxes stand in. */
export const across = (n) => (n <= 3 ? n : n === 4 ? 2 : n <= 6 ? 3 : 4);

export function viewTitle(view) {
  return {
    lobby: t("Lobby"),
    stages: t("Stages"),
    result: t("Result"),
    agenda: t("Agenda"),
    declare: t("Declaration"),
    side: t("Side by side"),
    across: t("Across the countries"),
    questions: t("Questions"),
  }[view] ?? t("Title page");
}

/** What a page tells: a part of what is across the countries, or whose agendas stand there. */
export const pageTitle = (part) => (Array.isArray(part) ? asList(part) : partTitle(part));

export const partTitle = (part) =>
  ({
    themes: t("Themes in common"),
    instruments: t("Instruments used"),
    times: t("By when"),
    agreement: t("How far the rooms agree"),
    asked: t("Offers and requests"),
  })[part];
