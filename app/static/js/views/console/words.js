// What a tile says in words.

import { asTime, left_s, now_ms } from "../../lib/clock.js";
import { asList, asMoment } from "../../lib/dates.js";
import { t, tn } from "../../lib/words.js";

/** The timer of a room: {text, label, late}. */
export function time(timer) {
  const left = left_s(timer);
  if (left === null) return { text: "–", label: t("no timer"), late: false };
  if (left < 0) return { text: asTime(left), label: t("over"), late: true };
  return { text: asTime(left), label: timer.ends_at ? t("left") : t("paused"), late: false };
}

/** Minutes since `at`, in words. */
export function age(at) {
  const minutes = Math.floor((now_ms() - Date.parse(at)) / 60_000);
  if (minutes < 1) return t("just now");
  return minutes < 60 ? tn("{n} min", "{n} min", minutes) : t("over an hour");
}

export const list = (rooms) => asList(rooms.map((room) => room.name));

/** What happens in the room, in one line: [text, …]. */
export function doing(tile) {
  const said = [];
  if (tile.declaration === "declared") return [t("declared"), tn("{n} measure", "{n} measures", tile.measures)];
  if (tile.poll?.offline) said.push(tn("{n} voter offline", "{n} voters offline", tile.poll.offline));
  else if (tile.away) said.push(tn("{n} away", "{n} away", tile.away));
  if (tile.poll?.state === "closed") said.push(t("vote closed, not shown yet"));
  if (tile.private) said.push(tn("{n} private card", "{n} private cards", tile.private));
  if (tile.done && tile.stage?.kind !== "break") said.push(t("{n} of {all} done", { n: tile.done, all: tile.expected }));
  if (tile.measures) said.push(measures(tile));
  if (["plan", "declare", "plenary"].includes(tile.stage?.kind)) said.push(...untranslated(tile.untranslated));
  if (tile.endorse_until) said.push(renewed(tile.endorse_until));
  else if (tile.declaration === "endorsing") said.push(t("stating agreement"));
  if (tile.silent.length) said.push(silence(tile));
  return said;
}

/** What the page that sends the agenda says of it, and the cards on the board. */
const untranslated = ({ agenda, cards }) => [
  ...(agenda ? [tn("{n} text of the agenda untranslated", "{n} texts of the agenda untranslated", agenda)] : []),
  ...(cards ? [tn("{n} card untranslated", "{n} cards untranslated", cards)] : []),
];

const renewed = (until) => (now_ms() < Date.parse(until) ? t("new version, endorsed until {when}", { when: asMoment(until) }) : t("new version, time to endorse is over"));

/** Who leads in the room: "KR-F, ALL-F (away)". */
export const leadsHere = (leads) => leads.map(({ name, away }) => (away ? t("{name} (away)", { name }) : name)).join(", ");

const measures = ({ measures, missing }) => {
  const count = tn("{n} measure", "{n} measures", measures);
  return missing ? t("{measures}, {gaps}", { measures: count, gaps: tn("{n} gap", "{n} gaps", missing) }) : t("{measures}, complete", { measures: count });
};

/** Who has not written yet: two names, then a number. */
function silence({ silent }) {
  if (silent.length === 1) return t("{name} has not written", { name: silent[0].name });
  if (silent.length === 2) return t("{name} and {other} have not written", { name: silent[0].name, other: silent[1].name });
  return tn("{name} and {n} other have not written", "{name} and {n} others have not written", silent.length - 1, { name: silent[0].name });
}
