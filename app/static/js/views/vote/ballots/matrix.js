// Impact and feasibility: each card judged twice. Half a judgement stays on this page until the other half is there.

import { html } from "lit";
import { t } from "../../../lib/words.js";
import { clear, degrees, unjudged, withJudgement, withoutJudgement } from "./judging.js";

export const matrix = {
  name: "matrix",
  title: () => t("Impact and feasibility"),
  about: () => t("Everybody judges each card twice, and the cards stand in a field of two axes."),
  more: true,
  empty: {},
  settings: () => [],
  how: () => t("Judge each twice: how much it would change, and how well it can be done. It counts once both are there."),
  left: unjudged,
  wide: true,
  row: (card, { choices, drafts, cast, draft }) => {
    const judged = choices[card.id] ?? drafts[card.id] ?? {};
    const say = (axis, step) => {
      draft((halves, now) => begun(halves, now, card.id, axis, step));
      cast((now, halves) => settled(now, halves, card.id));
      draft((halves) => (whole(halves[card.id]) ? withoutJudgement(halves, card.id) : halves));
    };
    const forget = () => {
      draft((halves) => withoutJudgement(halves, card.id));
      cast((now) => withoutJudgement(now, card.id));
    };
    return html`<div class="axes">${axes().map(([axis, title]) => html`<div class="axis"><p class="axis-head"><span class="label" aria-hidden="true">${title}</span><span class="missing" role="status">${missing(judged, axis)}</span></p>${degrees({
        name: `${axis} ${card.id}`,
        label: t("{axis} of “{title}”", { axis: title, title: card.title }),
        options: words().map((word, n) => ({ value: n + 1, mark: n + 1, word })),
        value: judged[axis],
        choose: (step) => say(axis, step),
        shape: "five",
      })}</div>`)}</div>
      ${clear(card, Object.keys(judged).length > 0, forget)}`;
  },
};

const axes = () => [["impact", t("Impact")], ["feasibility", t("Feasibility")]];

const words = () => [t("very low"), t("low"), t("medium"), t("high"), t("very high")];

const whole = (judged) => "impact" in judged && "feasibility" in judged;

/** The halves with one more thing said about `card`. */
export const begun = (halves, choices, card, axis, step) => ({ ...halves, [card]: { ...(choices[card] ?? halves[card]), [axis]: step } });

/** The ballot with what is said about `card`, the same where a half is missing. */
export const settled = (choices, halves, card) => (whole(halves[card]) ? withJudgement(choices, card, halves[card]) : choices);

/** Said of the axis that is missing once the other is there. */
const missing = (judged, axis) => (Object.keys(judged).length && !(axis in judged) ? t("not counted without this") : null);
