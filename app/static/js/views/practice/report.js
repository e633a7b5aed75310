// What the connection test found, as one text for those who look after a network: figures, what is blocked, what to allow.

import { html } from "lit";
import { asMoment } from "../../lib/dates.js";
import { t } from "../../lib/words.js";

/** `found`: what sync/trial.js gives. `place`: {host, protocol} as location gives it. */
export function report(found, place, at = new Date().toISOString()) {
  const secure = place.protocol === "https:";
  const socket = `${secure ? "wss" : "ws"}://${place.host}/socket.io/`;
  const web = `${place.protocol}//${place.host}/socket.io/`;
  const failed = found.result === "failed";
  const yes = (whether) => (whether ? t("yes") : t("no"));
  return [
    t("Concord connection test, {when}", { when: asMoment(at) }),
    t("Host: {host}", { host: place.host }),
    t("Web pages: {answer}", { answer: yes(!failed || found.pages) }),
    t("WebSocket: {answer}", { answer: yes(!failed && found.way === "websocket") }),
    t("Long polling: {answer}", { answer: failed ? t("no") : found.way === "polling" ? t("yes") : t("not needed") }),
    failed
      ? t("Error: {why}", { why: found.why })
      : t("Response time: {n} ms (slowest: {most} ms)", { n: Math.round(found.trip_ms), most: Math.round(found.slowest_ms) }),
    failed ? null : t("Lost messages: {lost} of {sent}", { lost: found.lost, sent: found.sent }),
    t("Blocked: {what}", { what: blocked(found, socket, web) }),
    t("Please allow: {socket} (WebSocket) and {web} (HTTP), without a proxy that buffers them or ends them when idle.", { socket, web }),
    found.result === "slow" && found.way === "websocket" ? t("Please check why the connection is slow: a response should take less than 500 ms, and no message should be lost.") : null,
  ]
    .filter(Boolean)
    .join("\n");
}

function blocked(found, socket, web) {
  if (found.refused) return t("nothing; the server refused the connection");
  if (found.result !== "failed") return found.way === "polling" ? socket : t("nothing");
  return found.pages ? `${socket}, ${web}` : t("everything");
}

/** The text in a field, with a button that copies it. */
export function forSupport(found) {
  return html`<div class="field"><label for="it-report">${t("For your IT support")}</label>
    <p class="hint" id="it-report-hint">${t("Copy this text and send it to the people who look after your network.")}</p>
    <textarea class="input" id="it-report" rows="9" readonly aria-describedby="it-report-hint" .value=${report(found, location)}></textarea>
    <div class="deeds"><button type="button" class="ghost small" data-copy="it-report">${t("Copy")}</button><span role="status"></span></div></div>`;
}
