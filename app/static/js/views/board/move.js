// Moving a card: the one way that all take, and the question for those without a mouse.

import { html } from "lit";
import { t } from "../../lib/words.js";
import { cardOf, columns } from "../../state/board.js";

/** Into `theme`, behind the card `after`: null for the top, left out for the end. Says where it went, with a way back. */
export function move(card, { theme, ...where }, room) {
  const column = columns(room.store.get()).find((each) => (each.theme?.id ?? null) === theme);
  const cards = column?.cards ?? [];
  const rest = cards.filter((each) => each.id !== card);
  const place = where.after === undefined ? rest.length + 1 : rest.findIndex((each) => each.id === where.after) + 2;
  if (cards[place - 1]?.id === card) return; // It stands there already: the way back would lead to another step.
  room.send("card.move", { card, theme, ...where });
  room.tell(t("Moved to “{theme}”, place {n}.", { theme: column?.theme?.title ?? t("Not in a theme yet"), n: place }), "plain", room.undo);
}

export function moveDialog(state, room, close) {
  const card = cardOf(state, state.ui.dialog.card);
  if (!card) return null;
  const theme = state.ui.dialog.theme === undefined ? (card.theme ?? null) : state.ui.dialog.theme;
  const beside = columns(state).find((each) => (each.theme?.id ?? null) === theme)?.cards.filter((each) => each.id !== card.id) ?? [];
  const choose = (event) => room.show({ dialog: { ...state.ui.dialog, theme: event.target.value || null } });
  const chosen = (event) => {
    event.preventDefault();
    const given = new FormData(event.target);
    const place = given.get("place");
    // What is ticked now, which a quick Enter sends before it has been drawn.
    close();
    move(card.id, { theme: given.get("theme") || null, ...(place === "last" ? {} : { after: place === "first" ? null : place }) }, room);
  };
  return html`<modal-box heading=${t("Move “{title}”", { title: card.title })} @close=${close} .body=${html`<form id="move" class="heap" @submit=${chosen}>
      <fieldset class="field"><legend class="label">${t("Theme")}</legend>
        ${state.themes.map((each) => choice(each.id, each.title, theme === each.id, choose))} ${choice("", t("Not in a theme"), theme === null, choose)}
      </fieldset>
      <div class="field"><label for="place">${t("Where")}</label>
        <select class="input" id="place" name="place"><option value="last">${t("At the end")}</option><option value="first">${t("At the top")}</option>
          ${beside.map((each) => html`<option value=${each.id}>${t("Behind “{title}”", { title: each.title })}</option>`)}</select></div>
    </form>`} .foot=${html`<button type="button" class="ghost" @click=${close}>${t("Cancel")}</button><button class="cta" form="move">${t("Move")}</button>`}></modal-box>`;
}

const choice = (value, title, checked, choose) => html`<label class="choice"><input type="radio" name="theme" value=${value} .checked=${checked} @change=${choose}><span>${title}</span></label>`;
