// One room on the console.

import { html, nothing } from "lit";
import { t, tn } from "../../lib/words.js";
import { icon } from "../parts/icon.js";
import { spark } from "./spark.js";
import { age, doing, time } from "./words.js";

/** `act`: {pick, look, lower, more, enter}, what the buttons do; `enter` gives the room's address. */
export function tileOf(tile, { picked, looked, act }) {
  const timer = time(tile.timer);
  const call = tile.hands.length > 0;
  return html`<section class="tile ${call ? "call" : ""} ${looked ? "looked" : ""}" aria-labelledby="name-${tile.id}">
    <header>
      <label class="pick"><input type="checkbox" .checked=${picked} @change=${() => act.pick(tile.id)}><span class="ear">${t("Include {room}", { room: tile.name })}</span></label>
      <h2 id="name-${tile.id}"><button type="button" aria-expanded=${looked} @click=${() => act.look(tile.id)}>${tile.name}</button></h2>
      ${tile.locked ? html`<span class="locked" title=${t("Locked")}>${icon("lock")}<span class="ear">${t("Locked")}</span></span>` : nothing}
      <span class="tag ${timer.late ? "warn" : "accent"}">${t(tile.stage?.title ?? "–")}</span>
    </header>
    <dl class="nums">
      ${num(`${tile.here ?? "–"}/${tile.expected}`, t("here"))}
      ${num(tile.cards, t("cards"))}
      ${num(tile.poll ? `${tile.poll.cast}/${tile.poll.entitled}` : "–", t("voted"))}
      ${num(timer.text, timer.label, timer.late)}
    </dl>
    ${spark(tile.activity)}
    <footer>
      ${call ? raised(tile, act) : html`<p class="doing">${doing(tile).join(" · ")}</p>`}
      <div class="deeds">
        <button type="button" class="ghost small" aria-label=${t("+5 minutes in {room}", { room: tile.name })} @click=${() => act.more(tile.id)}>${t("+5")}</button>
        <a class="ghost small" href=${act.enter(tile.id)} aria-label=${t("Enter {room}", { room: tile.name })}>${t("Enter")}</a>
      </div>
    </footer>
  </section>`;
}

const num = (value, label, late = false) => html`<div class=${late ? "late" : ""}><dt>${label}</dt><dd>${value}</dd></div>`;

/** The one who has waited longest; the others stand in the list at the side. The tile keeps its height. */
function raised(tile, act) {
  const [first, ...others] = [...tile.hands].sort((a, b) => (a.at < b.at ? -1 : 1));
  const more = others.length ? tn("and {n} other", "and {n} others", others.length) : "";
  return html`<p class="hand"><b>${first.name}</b> <span class="soft">${[t("asks for help"), age(first.at), more].filter(Boolean).join(" · ")}</span></p>
    <button type="button" class="quiet small square" title=${t("Lower")} aria-label=${t("Lower the hand of {name}", { name: first.name })} @click=${() => act.lower(tile.id, first.member)}>${icon("check")}</button>`;
}
