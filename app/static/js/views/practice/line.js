// Whether the line to the server holds, in words, and what to do where it does not.

import { html, nothing } from "lit";
import { t, tn } from "../../lib/words.js";

const AHEAD_MS = 5000; // What a clock may be off before it is worth a word.

export function line({ state: { line: found }, practice, on }) {
  const trying = found === "trying";
  return html`<h1 tabindex="-1">${t("Does the connection hold?")}</h1>
    <p>${t("Some networks let pages through, and not the connection that keeps a room alive. Please try it where you will be on the day.")}</p>
    <div role="status">${trying ? html`<p class="banner">${t("Trying… this takes a few seconds.")}</p>` : found ? verdict(found) : nothing}</div>
    <div class="deeds">
      ${found && !trying ? html`<button type="button" class=${found.result === "failed" ? "quiet" : "cta"} @click=${on}>${t("Go on")}</button>` : nothing}
      <button type="button" class=${found && found.result !== "failed" ? "ghost" : "cta"} ?disabled=${trying} @click=${practice.test}>${found && !trying ? t("Test it again") : t("Test the connection")}</button>
    </div>`;
}

function verdict(found) {
  if (found.result === "failed") {
    return html`<p class="banner stop"><b>${t("Not reached: {why}", { why: reason(found) })}</b></p>
      <p>${t("Please try another network, a phone's for example, or show this page to those who look after yours: the connection goes to {host}, as a WebSocket or as plain requests.", { host: location.host })}</p>`;
  }
  const quick = found.result === "good";
  return html`<p class="banner ${quick ? "ok" : "warn"}"><b>${quick ? t("Good") : found.way === "polling" ? t("Works, slowly; long polling") : t("Works, slowly")}</b></p>
    <dl class="facts">
      <div><dt>${t("Way")}</dt><dd>${found.way === "websocket" ? t("WebSocket") : t("Plain requests: your network lets no WebSocket through")}</dd></div>
      <div><dt>${t("There and back")}</dt><dd>${t("{n} ms", { n: Math.round(found.trip_ms) })}</dd></div>
      <div><dt>${t("Clock")}</dt><dd>${clock(found.ahead_ms)}</dd></div>
    </dl>`;
}

/** The server's own words where it has said no; else what the browser calls it, for those who look after the network. */
function reason({ why, refused }) {
  if (why === "timeout") return t("no answer within 20 seconds");
  return refused ? why : t("the network lets nothing through ({error})", { error: why });
}

function clock(ahead_ms) {
  if (Math.abs(ahead_ms) < AHEAD_MS) return t("as the server's");
  const seconds = Math.round(Math.abs(ahead_ms) / 1000);
  const off = seconds < 60 ? tn("{n} second", "{n} seconds", seconds) : tn("{n} minute", "{n} minutes", Math.round(seconds / 60));
  return ahead_ms > 0 ? t("{off} ahead; timers go by the server's", { off }) : t("{off} behind; timers go by the server's", { off });
}
