// The end: what is done and what is not, when the day begins, and whether one comes.

import { html, nothing } from "lit";
import { asOwnMoment } from "../../lib/dates.js";
import { t } from "../../lib/words.js";
import { good, STEPS } from "../../sync/practice.js";

export function ready({ state, practice }) {
  const left = STEPS.filter((step) => !good(state.done[step]));
  const { starts_at, state: answer } = state.before;
  return html`<h1 tabindex="-1">${left.length ? t("Almost ready") : t("You are ready")}</h1>
    ${left.length ? html`<p class="banner warn">${left.includes("line") ? t("The connection has not held yet. Please try it again, or in another network.") : t("Not every step is done. You can still do the others.")}</p>` : html`<p class="banner ok"><span aria-hidden="true">✓</span> ${t("Everything works on this device.")}</p>`}
    ${starts_at ? html`<p class="calm"><time datetime=${starts_at}>${asOwnMoment(starts_at)}</time></p><p class="soft">${t("This is the time on your own clock. Come in by the same link.")}</p>` : html`<p>${t("On the day you come in by the same link.")}</p>`}
    ${answer === "confirmed" ? html`<p>${t("You have said that you will come.")}</p>` : html`<form method="post" action="/me/${state.link}/answer" class="deeds"><button class="cta" name="answer" value="confirmed">${t("I will come")}</button>${answer === "declined" ? nothing : html`<button class="ghost" name="answer" value="declined">${t("I cannot come")}</button>`}</form>`}
    <div class="deeds"><a class="ghost" href="/me/${state.link}">${t("Back to your link")}</a>
      <button type="button" class="quiet" @click=${() => practice.go(left[0] ?? STEPS[0])}>${left.length ? t("Do what is left") : t("Once more")}</button></div>`;
}
