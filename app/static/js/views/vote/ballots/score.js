// Score: points for each card, as many as one likes.

import { html } from "lit";
import { t } from "../../../lib/words.js";
import { clear, degrees, unjudged, withJudgement, withoutJudgement } from "./judging.js";

/** So many points are buttons; more are a number to type. */
const BUTTONS = 10;

export const score = {
  name: "score",
  title: () => t("Score"),
  about: () => t("Everybody gives each card points, as many as they like."),
  more: true,
  empty: {},
  settings: () => [{ name: "max", title: t("Most points for one"), value: 5, most: 100 }],
  how: ({ settings }) => t("Give each from 0 to {n} points. What you leave out gets none.", { n: settings.max }),
  left: unjudged,
  wide: true,
  row: (card, { choices, settings, cast }) => {
    const give = (points) => cast((now) => withJudgement(now, card.id, points));
    const label = t("Points for “{title}”", { title: card.title });
    return html`${settings.max > BUTTONS ? field(card, { label, most: settings.max, value: choices[card.id], give }) : buttons(card, { label, most: settings.max, value: choices[card.id], give })}
      ${clear(card, card.id in choices, () => cast((now) => withoutJudgement(now, card.id)))}`;
  },
};

const buttons = ({ id }, { label, most, value, give }) => degrees({ name: `points ${id}`, label, options: Array.from({ length: most + 1 }, (_, n) => ({ value: n, mark: n })), value, choose: give, shape: "points" });

function field({ id }, { label, most, value, give }) {
  const typed = ({ target }) => target.value !== "" && target.checkValidity() && give(Number(target.value));
  return html`<input class="input nums points" type="number" inputmode="numeric" min="0" max=${most} step="1" data-part="points ${id}" aria-label=${label} placeholder="0–${most}" .value=${String(value ?? "")} @input=${typed} @change=${({ target }) => target.reportValidity()}>`;
}
