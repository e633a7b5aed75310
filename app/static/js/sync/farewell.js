// Why the server closed the line, in words. Some end by themselves: whoever is back again need not read them any more.

import { t } from "../lib/words.js";

/** {text, tone, passing, go}. `go`: where one goes on, {href, label} or null. `member`: mine.member, as far as it is known. */
export function farewell(reason, member = null) {
  const passing = ["stopping", "changed"].includes(reason);
  return { text: words()[reason] ?? reason, tone: "warn", passing, go: ways(member)[reason] ?? null };
}

/** The same for who comes (back) to a room and is not let in: the seat is elsewhere now, or is none any more. */
export const shutFrom = (member, { code, detail }) => ({ text: words()[code] ?? detail, tone: "warn", passing: false, go: ways(member)[code] ?? null });

const words = () => ({
  stopping: t("The server restarts; everything that was saved is safe. You are back in a moment."),
  moved: t("You were moved to another room. What you wrote is kept."),
  removed: t("Your seat was closed by the facilitator. What was saved is kept. If that is a mistake, please tell the organiser."),
  renewed: t("Your personal link was replaced. Open the new one: the organiser has it."),
  changed: t("Your role has changed. You are back in a moment."),
  revoked: t("You were signed out. Open your personal link again, or join with the code."),
  unauthenticated: t("You were signed out. Open your personal link again, or join with the code."),
  shut: t("This room is for its own delegates again."),
  gone: t("This room has been removed from the workshop."),
  not_found: t("You are not in this room any more."),
});

function ways(member) {
  const home = member?.role === "organiser" ? null : { href: "/seat", label: member && !member.room ? t("Go to the rooms") : t("Go to your room") };
  const door = { href: "/", label: t("Go to the start page") };
  return { moved: home, shut: home, gone: home, not_found: home, removed: door, revoked: door, unauthenticated: door };
}

/** What the screen keeps, once the line is open again. */
export const withoutFarewell = (ui) => (ui.notice?.passing ? { ...ui, notice: null } : ui);
