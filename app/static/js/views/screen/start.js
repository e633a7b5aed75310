// Nothing chosen yet: which event this is, quietly.

import { html, nothing } from "lit";
import { said } from "./words.js";

export const start = (sight) => html`<div class="welcome"><h1>${said(sight, sight.title)}</h1>${sight.subtitle ? html`<p>${said(sight, sight.subtitle)}</p>` : nothing}</div>`;
