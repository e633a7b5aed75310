// Score: the sum of the points, and what that is for each voter.

import { asNumber } from "../../../lib/numbers.js";
import { t, tn } from "../../../lib/words.js";

const mean = (row, { result }) => row.score / (result.ballots || 1);

export const title = () => t("Score");
export const how = ({ settings }) => t("0 to {n} points for each card", { n: settings.max });
export const score = (row) => tn("{n} point", "{n} points", row.score, { n: asNumber(row.score) });
export const unit = () => t("Points");
export const share = (row, poll) => mean(row, poll) / poll.settings.max;
export const adds = true;
export const behind = () => t("A group is behind a card if one of its members gave it a point.");
export const about = (row, poll) => t("on average {n} of {most}", { n: asNumber(mean(row, poll), 1), most: poll.settings.max });
export const columns = (poll) => [{ title: t("On average"), of: (row) => asNumber(mean(row, poll), 1) }];
