// What the service worker (worker.js) keeps of this room, so that it opens again without a network. Browsers have one behind TLS only.

import { now_ms } from "../lib/clock.js";

const PAUSE_MS = 2000;

/**
 * `page`: its address, as the worker knows it; `fresh`: it came over the network. `loaded()`: the addresses of the files it needed.
 */
export function createKept({ page, member, fresh, worker = globalThis.navigator?.serviceWorker, loaded = filesOfPage, later = setTimeout }) {
  let registration = null;
  let latest = null;
  let told = null;
  let timer = null;
  let gone = !worker;

  async function begin() {
    registration = worker.register("/worker.js").then(() => worker.ready);
    if (fresh) await post({ what: "whole", files: loaded(), state: asKept(latest) });
    else await post({ what: "state", state: asKept(latest) });
  }

  async function post(message) {
    try {
      (await registration).active.postMessage({ page, member, ...message });
    } catch {
      // A browser that keeps nothing (a private window): the page is as good as without.
      gone = true;
    }
  }

  function tell() {
    timer = null;
    if (gone || (latest.seq === told?.seq && latest.mine === told?.mine)) return;
    told = latest;
    if (registration) post({ what: "state", state: asKept(latest) });
    else begin();
  }

  return {
    /** The room as it is now, by the server's word. */
    note(truth) {
      latest = truth;
      if (!gone) timer ??= later(tell, PAUSE_MS);
    },
    /** Not in a moment: the page may be going. */
    flush: () => registration && tell(),
    /** The seat is closed, or another's. */
    async forget() {
      if (gone) return;
      gone = true;
      (await worker.getRegistration())?.active?.postMessage({ what: "forget", page, member });
    },
  };
}

/** A snapshot as a page brings it. What is secret even from the next person at this device is not in it. */
export function asKept({ mine, present: _present, desk: _desk, drafts: _drafts, line: _line, over: _over, ui: _ui, kept: _kept, ...snapshot }) {
  const own = { ...mine, ballots: {}, endorsement: null };
  const ahead_ms = Math.round(now_ms() - Date.now());
  return JSON.stringify({ snapshot, mine: own, present: [], kept: { at: new Date(now_ms()).toISOString(), ahead_ms } });
}

function filesOfPage() {
  const names = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  return [...new Set(names.filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith("/static/")).map(({ pathname }) => pathname))];
}
