// One's own last steps, to take back and to do again. The server knows how; here are their numbers.

import { t } from "../lib/words.js";
import { Refused } from "./outbox.js";

const KINDS = new Set([
  ...["card.add", "card.move", "card.merge", "card.unmerge", "card.remove", "card.restore"],
  ...["theme.add", "theme.rename", "theme.move", "theme.remove", "comment.add", "comment.remove", "reaction.toggle", "finding.cite", "finding.uncite"],
  ...["measure.adopt", "measure.assign", "measure.move", "measure.drop", "measure.restore", "measure.set", "check.waive"],
]);

/** The number of a step that is somebody else's to take back: a private card is out of sight of who wrote it for them. */
export const THEIRS = null;

/** undo(event) sends the command; cancel(kinds) takes the last unsent one of these kinds out of the outbox, or is false. */
export function createSteps({ undo, cancel, tell }) {
  const done = [];
  const undone = [];

  /** The last step that still stands. One that changed nothing has no number of its own: it is passed over. */
  async function turn(from, to, words) {
    while (from.length) {
      const event = from.pop();
      if (event === THEIRS) return tell(t("A private card that you wrote for somebody else is theirs to take back."), "warn");
      try {
        to.push(await undo(event));
        return tell(words, "ok");
      } catch (refusal) {
        if (!(refusal instanceof Refused)) throw refusal;
        if (refusal.code !== "not_found") return tell(refusal.message, "stop");
      }
    }
    return tell(t("There is nothing to take back."));
  }

  return {
    /** The server has stored a command of one's own under this number. */
    stored(type, seq) {
      if (!KINDS.has(type)) return;
      done.push(seq);
      undone.length = 0;
    },
    undo: () => (cancel(KINDS) ? tell(t("Taken back."), "ok") : turn(done, undone, t("Taken back."))),
    redo: () => turn(undone, done, t("Done again.")),
  };
}
