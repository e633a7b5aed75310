// Approval: how many named a card, of all who voted.

import { asNumber } from "../../../lib/numbers.js";
import { t, tn } from "../../../lib/words.js";

export const title = () => t("Approval");
export const how = ({ settings, cards }) => (settings.max < cards.length ? tn("at most {n} card named by each", "at most {n} cards named by each", settings.max) : t("as many cards as one likes"));
export const score = (row, { result }) => t("named by {n} of {all}", { n: asNumber(row.score), all: result.ballots });
export const unit = () => t("Named by");
export const share = (row, { result }) => row.score / (result.ballots || 1);
export const adds = true;
export const behind = () => t("A group is behind a card if one of its members named it.");
