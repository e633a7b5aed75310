// Eight steps of agreement after Kaner: 1 to 3 support, 4 leaves the base that support is measured against.

import { t } from "../../lib/words.js";

export const levels = () => [
  { n: 1, title: t("Whole-hearted"), about: t("I like it as it is."), side: "support" },
  { n: 2, title: t("With a minor point"), about: t("Good; one small thing could be better."), side: "support" },
  { n: 3, title: t("Support with reservations"), about: t("I can live with it and say what troubles me."), side: "support" },
  { n: 4, title: t("Abstain"), about: t("I have no opinion, or should not have one here."), side: "out" },
  { n: 5, title: t("More discussion needed"), about: t("I do not understand it well enough yet."), side: "against" },
  { n: 6, title: t("Do not like it but will support it"), about: t("I do not want to hold up the group."), side: "against" },
  { n: 7, title: t("Serious disagreement"), about: t("Do not count on me for this."), side: "against" },
  { n: 8, title: t("Block"), about: t("This must not be declared."), side: "against" },
];
