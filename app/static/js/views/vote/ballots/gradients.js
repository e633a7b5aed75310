// Gradients of agreement: for each card one of eight steps.

import { html } from "lit";
import { t } from "../../../lib/words.js";
import { levels } from "../../declare/levels.js";
import { clear, degrees, unjudged, withJudgement, withoutJudgement } from "./judging.js";

export const gradients = {
  name: "gradients",
  title: () => t("Gradients of agreement"),
  about: () => t("Everybody says for each card, in eight steps, how far they agree."),
  empty: {},
  settings: () => [],
  how: () => t("Say for each how far you agree: steps 1 to 3 support it, 4 abstains."),
  left: unjudged,
  wide: true,
  row: (card, { choices, cast }) => html`${degrees({
    name: `agree ${card.id}`,
    label: t("How far do you agree with “{title}”?", { title: card.title }),
    options: levels().map(({ n, title, side }) => ({ value: n, mark: n, word: title, side })),
    value: choices[card.id],
    choose: (level) => cast((now) => withJudgement(now, card.id, level)),
    shape: "eight",
  })}${clear(card, card.id in choices, () => cast((now) => withoutJudgement(now, card.id)))}`,
};
