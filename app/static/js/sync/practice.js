// The practice: a room of one's own, which lives in this page alone. Only that a step is done, and how the line was, goes to the server.

import { createStore } from "../state/store.js";
import { createDrafts } from "./drafts.js";
import { tryLine } from "./trial.js";

export const STEPS = ["language", "card", "vote", "line"];
const POLL = "practice";

/** `samples`: titles of the cards to vote on. `dial()` opens a line, `reach()` asks for a page. `tell(step, result)` is a promise that the server knows. */
export function openPractice({ page, samples, dial, reach, tell, frame }) {
  const wording = Object.fromEntries(samples.map((title, n) => [`sample-${n}`, title]));
  const poll = { id: POLL, method: "dots", settings: { budget: 2, per_card: 1 }, cards: Object.keys(wording), wording };
  const done = { ...page.steps };
  const first = STEPS.find((step) => !good(done[step])) ?? "ready";
  let now = { ...page, mine: { member: page.member, ballots: {} }, themes: [], cards: [], measures: [], poll, ui: {}, step: first, done, untold: false, line: null };
  const store = createStore(now, frame);
  let telling = Promise.resolve();

  function change(patch) {
    now = { ...now, ...patch };
    store.set(now);
  }

  /** What could not be told is told again with the next step. */
  function finish(step, result = "good") {
    change({ done: { ...now.done, [step]: result } });
    telling = telling.then(async () => {
      try {
        for (const [each, how] of Object.entries(now.done)) if (page.steps[each] !== how) await tell(each, how).then(() => (page.steps[each] = how));
        change({ untold: false });
      } catch {
        change({ untold: true });
      }
    });
    return telling;
  }

  const ACTS = {
    "card.add": (data) => {
      change({ cards: [data] });
      finish("card");
    },
    "ballot.cast": ({ choices }) => {
      change({ mine: { ...now.mine, ballots: { [POLL]: choices } } });
      finish("vote");
    },
    "ballot.withdraw": () => change({ mine: { ...now.mine, ballots: {} } }),
  };

  return {
    store,
    finish,
    go: (step) => change({ step }),
    async test() {
      change({ line: "trying" });
      const found = await tryLine(dial(), { reach });
      change({ line: found });
      await finish("line", found.result);
    },
    // What the form of a card and the ballot ask of a room.
    send: async (type, data) => ACTS[type](data) ?? {},
    show: (patch) => change({ ui: { ...now.ui, ...patch } }),
    tell: () => {},
    drafts: createDrafts(),
  };
}

export const good = (result) => Boolean(result) && result !== "failed";
