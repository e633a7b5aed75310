// Why the server closed the line, in words. Some end by themselves: whoever is back again need not read them any more.

import { t } from "../lib/words.js";

/** `go`: where one goes on, for whom the seat itself is not over. */
export const farewell = (reason) => ({ text: words()[reason] ?? reason, tone: "warn", passing: passing.includes(reason), go: reason === "moved" ? { href: "/seat", label: t("Go to your room") } : null });

const passing = ["stopping", "changed"];

const words = () => ({
  stopping: t("The server restarts; everything that was saved is safe. You are back in a moment."),
  moved: t("You were moved to another room. What you wrote is kept."),
  removed: t("Your seat was closed by the facilitator."),
  renewed: t("Your personal link was replaced. Open the new one."),
  changed: t("Your role has changed. You are back in a moment."),
  revoked: t("Please join or sign in first"),
  shut: t("This room is for its own delegates again."),
});

/** What the screen keeps, once the line is open again. */
export const withoutFarewell = (ui) => (ui.notice?.passing ? { ...ui, notice: null } : ui);
