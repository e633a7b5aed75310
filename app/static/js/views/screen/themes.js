// What several countries took up, each with its own measures.

import { html } from "lit";
import { t, tn } from "../../lib/words.js";
import { said } from "./words.js";

export function themes(sight) {
  if (!sight.themes.length) return html`<p class="hall-none">${t("No theme is shared by two agendas yet.")}</p>`;
  return html`<ul class="hall-themes">${sight.themes.map((theme) => html`<li>
    <h2>${said(sight, theme.title)}<small>${tn("{n} country", "{n} countries", theme.rooms.length)}</small></h2>
    <dl data-across=${Math.min(theme.rooms.length, 4)}>${theme.rooms.map((room) => html`<div><dt>${said(sight, room.name, room)}</dt>${room.measures.map((title) => html`<dd>${said(sight, title, room)}</dd>`)}</div>`)}</dl>
  </li>`)}</ul>`;
}
