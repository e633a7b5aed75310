// Approval: everybody names the cards they could live with.

import { html } from "lit";
import { live } from "lit/directives/live.js";
import { t, tn } from "../../../lib/words.js";

export const approval = {
  name: "approval",
  title: () => t("Approval"),
  about: () => t("Everybody names the cards they could live with."),
  more: true,
  empty: [],
  settings: (cards) => [{ name: "max", title: t("At most to name"), value: cards, most: cards }],
  how: ({ cards, settings }) => (settings.max < cards.length ? tn("Tick what you could live with, at most {n}.", "Tick what you could live with, at most {n}.", settings.max) : t("Tick everything you could live with.")),
  left: ({ cards, settings }, choices) =>
    settings.max < cards.length ? tn("{left} of {n} tick left", "{left} of {n} ticks left", settings.max, { left: settings.max - choices.length }) : tn("{named} of {n} ticked", "{named} of {n} ticked", cards.length, { named: choices.length }),
  row: ({ id, title }, { choices, settings, cast }) => {
    const named = choices.includes(id);
    const full = !named && choices.length >= settings.max;
    const tick = (event) => (full ? event.preventDefault() : cast((now) => toggled(now, id, settings)));
    return html`<label class="choice tick" ?data-full=${full}><input type="checkbox" data-part="tick" aria-disabled=${String(full)} .checked=${live(named)} @click=${tick}><span aria-hidden="true">${t("I could live with it")}</span><span class="ear">${t("I could live with “{title}”", { title })}</span></label>`;
  },
};

/** Named, or not any more; nothing changes where no more may be named. */
export function toggled(choices, card, { max }) {
  if (choices.includes(card)) return choices.filter((each) => each !== card);
  return choices.length < max ? [...choices, card] : choices;
}
