// Dots: they add up, also over the groups.

import { asNumber } from "../../../lib/numbers.js";
import { t, tn } from "../../../lib/words.js";

export const title = () => t("Dots");
export const how = ({ settings }) => tn("{n} dot each", "{n} dots each", settings.budget);
export const score = (row) => tn("{n} dot", "{n} dots", row.score, { n: asNumber(row.score) });
export const unit = () => t("Dots");
export const adds = true;
export const behind = () => t("A group is behind a card if one of its members gave it a dot.");
