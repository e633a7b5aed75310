// From the result to measures: what is taken is ticked, a tie at the cut is chosen here, on screen, before all.

import { html } from "lit";
import { t, tn } from "../../../lib/words.js";
import { languageOf } from "../../../state/board.js";

export function cut({ poll, rows, of, state }, room) {
  const adopted = new Set(state.measures.flatMap((measure) => measure.cards));
  const free = rows.filter((row) => !adopted.has(row.id) && (row.state !== "left" || state.ui.wider));
  const places = state.workshop.measures_max - state.measures.length;
  const done = rows.filter((row) => adopted.has(row.id)).length;
  const { tied } = poll.result.cut;
  const adopt = async (event) => {
    event.preventDefault();
    const cards = new FormData(event.target).getAll("card");
    if (!cards.length) return room.tell(t("Tick at least one card."), "warn");
    if (await room.send("measure.adopt", { cards })) room.tell(tn("{n} card has become a measure.", "{n} cards have become measures.", cards.length), "ok");
  };
  return html`<form class="cut" @submit=${adopt}>
    <h3>${t("Make measures of them")}</h3>
    ${done ? html`<p class="soft">${tn("{n} card of this vote is a measure already.", "{n} cards of this vote are measures already.", done)}</p>` : null}
    ${tied.length ? html`<p class="banner warn">${t("{n} cards share the last place that can be taken. Agree in the room: take them all, choose with a reason, or open a run-off.", { n: tied.length })}
      <button type="button" class="ghost small" @click=${() => room.show({ dialog: { kind: "poll", cards: tied } })}>${t("Run-off between them…")}</button></p>` : null}
    ${free.map((row) => html`<label class="choice"><input type="checkbox" name="card" value=${row.id} ?checked=${row.state === "taken"}><span><span lang=${languageOf(state, row.id)}>${row.title}</span> <span class="faint">${of.score(row, poll)}</span></span></label>`)}
    ${free.length ? html`<p class="soft">${tn("{n} more measure fits in.", "{n} more measures fit in.", places)}</p>` : null}
    <div class="row">
      ${free.length ? html`<button class="cta" ?disabled=${places < 1}>${t("Adopt")}</button>` : null}
      ${state.ui.wider ? null : html`<button type="button" class="quiet" @click=${() => room.show({ wider: true })}>${t("Choose from all cards")}</button>`}
    </div>
  </form>`;
}
