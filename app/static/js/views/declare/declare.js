// The agenda as a document in the making: its text, its measures, how far the room agrees, and the moment of declaring.

import { html } from "lit";
import { asMoment } from "../../lib/dates.js";
import { t } from "../../lib/words.js";
import { inPlenary } from "../../state/drafts.js";
import { rights } from "../../state/rights.js";
import { plenary } from "../plenary/plenary.js";
import { draft } from "./draft.js";
import { endorse } from "./endorse.js";
import { finish } from "./finish.js";
import { measuresList } from "./measures.js";
import { scale } from "./scale.js";

export function declare(state, room) {
  const may = rights(state);
  const { declaration } = state;
  // Who comes to endorse a new version finds first what it is and what is asked.
  const again = Boolean(declaration.endorse_until);
  const hall = inPlenary(state) ? plenary(state, room) : null;
  return html`<div class="declare">
    ${again ? null : hall}
    ${declaration.state === "declared" ? declared(state) : null}
    <section class="sheet">
      <h2>${t("Policy agenda of {room}", { room: state.room.name })}</h2>
      ${draft(state, room, may)} ${measuresList(state, room)}
    </section>
    <section class="panel agree"><h2>${t("How far we agree")}</h2>
      ${declaration.revealed ? scale(state, room, may) : endorse(state, room, may)} ${finish(state, room, may)}
    </section>
    ${again ? hall : null}
  </div>`;
}

function declared({ declaration, room }) {
  return html`<div class="banner ok"><p><b>${t("Declared {when}, version {n}.", { when: asMoment(declaration.declared_at), n: declaration.version })}</b></p><span class="grow"></span>
    <a class="cta small" href="/rooms/${room.id}/declaration${location.search}">${t("Read the declaration")}</a></div>`;
}
