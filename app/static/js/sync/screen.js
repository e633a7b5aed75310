// A big screen, kept true for hours: it hears whole what is to be shown, and asks again by itself.

import { sample } from "../lib/clock.js";

const AGAIN_MS = 15_000;

/** `told({sight?, line?})` hears of every change; `line`: connecting, online, offline, or ended for good. */
export function openScreen({ line, workshop, told }) {
  let ended = false;

  async function look() {
    if (!line.connected()) return;
    const sent_ms = Date.now();
    try {
      const { now } = await line.clock();
      sample(now, sent_ms, Date.now());
      const answer = await line.enter({ workshop });
      if (answer.ok) told({ sight: answer.screen, line: "online" });
      else if (answer.error.code === "unauthenticated") end();
    } catch {
      // No answer: the next round asks again.
    }
  }

  function end() {
    ended = true;
    clearInterval(looking);
    line.close();
    told({ line: "ended" });
  }

  line.on("connect", look);
  line.on("clock", look);
  line.on("screen", (sight) => told({ sight }));
  line.on("goodbye", ({ reason }) => reason === "revoked" && end());
  line.on("connect_error", (error) => {
    if (error?.data?.code === "unauthenticated") end();
    else if (!ended) told({ line: "offline" });
  });
  line.on("disconnect", (reason) => {
    if (ended) return;
    told({ line: "offline" });
    if (reason === "io server disconnect") setTimeout(line.redial, 1500);
  });
  const looking = setInterval(look, AGAIN_MS);
}
