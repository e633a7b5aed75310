// One room on the console. It keeps its height whatever happens in it, so that no button moves away from under a finger.

import { html, nothing } from "lit";
import { t, tn } from "../../lib/words.js";
import { icon } from "../parts/icon.js";
import { spark } from "./spark.js";
import { age, doing, leadsHere, time } from "./words.js";

/** `act`: {pick, look, lower, more, enter}, what the buttons do; `enter` gives the room's address. */
export function tileOf(tile, { picked, looked, act }) {
  const timer = time(tile.timer);
  const [first, ...others] = [...tile.hands].sort((a, b) => (a.at < b.at ? -1 : 1));
  return html`<section class="tile ${first ? "call" : ""} ${looked ? "looked" : ""}" aria-labelledby="name-${tile.id}">
    <header>
      <label class="pick"><input type="checkbox" .checked=${picked} @change=${() => act.pick(tile.id)}><span class="ear">${t("Include {room}", { room: tile.name })}</span></label>
      <h2 id="name-${tile.id}"><button type="button" title=${tile.name} aria-expanded=${looked} @click=${() => act.look(tile.id)}>${tile.name}</button></h2>
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
    ${first ? raised(first, others.length) : inWords(doing(tile).join(" · "))}
    <footer>
      ${leads(tile)}
      <div class="deeds">
        ${first ? html`<button type="button" class="quiet small square" title=${t("Lower")} aria-label=${t("Lower the hand of {name}", { name: first.name })} @click=${() => act.lower(tile, first)}>${icon("check")}</button>` : nothing}
        <button type="button" class="ghost small" @click=${() => act.more(tile.id)}><span aria-hidden="true">${t("+5")}</span><span class="ear">${t("+5 minutes in {room}", { room: tile.name })}</span></button>
        <a class="ghost small" href=${act.enter(tile.id)} aria-label=${t("Enter {room}", { room: tile.name })}>${t("Enter")}</a>
      </div>
    </footer>
  </section>`;
}

const num = (value, label, late = false) => html`<div class=${late ? "late" : ""}><dt>${label}</dt><dd>${value}</dd></div>`;

const inWords = (said) => html`<p class="doing" title=${said}>${said}</p>`;

/** Who is in the room to lead it; the line keeps its place where nobody is. */
function leads({ leads }) {
  const said = leadsHere(leads);
  return html`<p class="leads" title=${said}>${leads.length ? html`${icon("people")}<span class="ear">${t("In the room to lead it:")}</span>` : nothing}<span>${said}</span></p>`;
}

/** The one who has waited longest; the others stand in the list at the side. */
function raised({ name, at, note }, others) {
  const more = others ? tn("and {n} other", "and {n} others", others) : "";
  return html`<p class="hand"><span><b>${name}</b> <span class="soft">${[t("asks for help"), age(at), more].filter(Boolean).join(" · ")}</span></span>${note ? html`<q title=${note}>${note}</q>` : nothing}</p>`;
}
