// Whether the line to the server holds, in words, and what to do where it does not.

import { html, nothing } from "lit";
import { t, tn } from "../../lib/words.js";
import { forSupport } from "./report.js";

const AHEAD_MS = 5000; // What a clock may be off before it is worth a word.

export function line({ state: { line: found }, practice, on }) {
  const trying = found === "trying";
  return html`<h1 tabindex="-1">${t("Does the connection hold?")}</h1>
    <p>${t("Some networks let pages through, and not the connection that keeps a room alive. Please try it where you will be on the day.")}</p>
    <div role="status">${trying ? html`<p class="banner">${t("Trying… this takes a few seconds.")}</p>` : found ? verdict(found) : nothing}</div>
    ${found && !trying && found.result !== "good" ? forSupport(found) : nothing}
    <div class="deeds">
      ${found && !trying ? html`<button type="button" class=${found.result === "failed" ? "quiet" : "cta"} @click=${on}>${t("Go on")}</button>` : nothing}
      <button type="button" class=${found && found.result !== "failed" ? "ghost" : "cta"} ?disabled=${trying} @click=${practice.test}>${found && !trying ? t("Test it again") : t("Test the connection")}</button>
    </div>`;
}

function verdict(found) {
  if (found.result === "failed") {
    return html`<p class="banner stop"><b>${t("No connection: {why}", { why: reason(found) })}</b></p>
      <p>${t("Try another network, such as a phone hotspot, or send the text below to your IT support.")}</p>`;
  }
  const quick = found.result === "good";
  return html`<p class="banner ${quick ? "ok" : "warn"}"><b>${quick ? t("Good") : found.way === "polling" ? t("Works, but slowly (long polling)") : t("Works, but slowly")}</b></p>
    <dl class="facts">
      <div><dt>${t("Type of connection")}</dt><dd>${found.way === "websocket" ? t("WebSocket") : t("Plain requests, because your network blocks WebSockets")}</dd></div>
      <div><dt>${t("Response time")}</dt><dd>${t("{n} ms (slowest: {most} ms)", { n: Math.round(found.trip_ms), most: Math.round(found.slowest_ms) })}</dd></div>
      <div><dt>${t("Lost messages")}</dt><dd>${t("{lost} of {sent}", { lost: found.lost, sent: found.sent })}</dd></div>
      <div><dt>${t("Clock")}</dt><dd>${clock(found.ahead_ms)}</dd></div>
    </dl>`;
}

/** The server's own words where it has said no; else what the browser calls it, for those who look after the network. */
function reason({ why, refused }) {
  if (why === "timeout") return t("no response within 20 seconds");
  return refused ? why : t("the network blocks the connection ({error})", { error: why });
}

function clock(ahead_ms) {
  if (Math.abs(ahead_ms) < AHEAD_MS) return t("as the server's");
  const seconds = Math.round(Math.abs(ahead_ms) / 1000);
  const off = seconds < 60 ? tn("{n} second", "{n} seconds", seconds) : tn("{n} minute", "{n} minutes", Math.round(seconds / 60));
  return ahead_ms > 0 ? t("{off} ahead; timers go by the server's", { off }) : t("{off} behind; timers go by the server's", { off });
}
