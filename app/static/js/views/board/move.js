// Moving a card without a mouse: where to, and behind which card.

import { html } from "lit";
import { t } from "../../lib/words.js";
import { cardOf, columns } from "../../state/board.js";

export function moveDialog(state, room, close) {
  const card = cardOf(state, state.ui.dialog.card);
  if (!card) return null;
  const theme = state.ui.dialog.theme === undefined ? (card.theme ?? null) : state.ui.dialog.theme;
  const beside = columns(state).find((each) => (each.theme?.id ?? null) === theme)?.cards.filter((each) => each.id !== card.id) ?? [];
  const choose = (event) => room.show({ dialog: { ...state.ui.dialog, theme: event.target.value || null } });
  const move = (event) => {
    event.preventDefault();
    const given = new FormData(event.target);
    const place = given.get("place");
    // What is ticked now, which a quick Enter sends before it has been drawn.
    room.send("card.move", { card: card.id, theme: given.get("theme") || null, ...(place === "last" ? {} : { after: place === "first" ? null : place }) });
    close();
  };
  return html`<modal-box heading=${t("Move “{title}”", { title: card.title })} @close=${close} .body=${html`<form id="move" class="heap" @submit=${move}>
      <fieldset class="field"><legend class="label">${t("Theme")}</legend>
        ${state.themes.map((each) => choice(each.id, each.title, theme === each.id, choose))} ${choice("", t("Not in a theme"), theme === null, choose)}
      </fieldset>
      <div class="field"><label for="place">${t("Where")}</label>
        <select class="input" id="place" name="place"><option value="last">${t("At the end")}</option><option value="first">${t("At the top")}</option>
          ${beside.map((each) => html`<option value=${each.id}>${t("Behind “{title}”", { title: each.title })}</option>`)}</select></div>
    </form>`} .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button class="cta" form="move">${t("Move")}</button>`}></modal-box>`;
}

const choice = (value, title, checked, choose) => html`<label class="choice"><input type="radio" name="theme" value=${value} .checked=${checked} @change=${choose}><span>${title}</span></label>`;
