// Cards by keyboard: M opens a card's menu; Alt and an arrow moves it. Only while a card has the focus.

import { t } from "../../lib/words.js";
import { cardOf, columns, neighbour } from "../../state/board.js";
import { rights } from "../../state/rights.js";
import { openMenu } from "../parts/menu.js";
import { cardMenu } from "./menu.js";

export function keys(event, room) {
  // As it is now: a second press may come before the first has been drawn.
  const state = room.store.get();
  const held = event.target.closest("[data-card]");
  if (!held || event.target.matches("input, textarea")) return;
  const card = cardOf(state, held.dataset.card);
  if (!card) return;
  if (event.key.toLowerCase() === "m" && !event.altKey && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    openMenu(held.querySelector("[data-part=open]"), card.title, cardMenu(card, state, room));
  } else if (event.altKey && event.key.startsWith("Arrow")) {
    event.preventDefault();
    if (rights(state).arrange && !state.ui.selecting) step(card, event.key, state, room);
  }
}

function step(card, key, state, room) {
  const all = columns(state);
  const at = all.findIndex((column) => column.cards.some((each) => each.id === card.id));
  if (key === "ArrowUp" || key === "ArrowDown") {
    const after = neighbour(all[at].cards, card.id, key === "ArrowUp" ? -1 : 1);
    if (after !== undefined) send(card, all[at], after, room);
    return;
  }
  const forward = (key === "ArrowRight") === (getComputedStyle(document.documentElement).direction !== "rtl");
  const target = all[at + (forward ? 1 : -1)];
  if (target) send(card, target, undefined, room);
}

function send(card, { theme, cards }, after, room) {
  const rest = cards.filter((each) => each.id !== card.id);
  const place = after === undefined ? rest.length + 1 : after === null ? 1 : rest.findIndex((each) => each.id === after) + 2;
  room.send("card.move", { card: card.id, theme: theme?.id ?? null, ...(after === undefined ? {} : { after }) });
  room.tell(t("Moved to “{theme}”, place {n}.", { theme: theme?.title ?? t("Not in a theme yet"), n: place }), "plain", room.undo);
}
