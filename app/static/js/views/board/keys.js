// Cards by keyboard: M opens a card's menu; Alt and an arrow moves it. Only while a card has the focus.

import { cardOf, columns, neighbour } from "../../state/board.js";
import { rights } from "../../state/rights.js";
import { openMenu } from "../parts/menu.js";
import { cardMenu } from "./menu.js";
import { move } from "./move.js";

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
    if (after !== undefined) move(card.id, { theme: all[at].theme?.id ?? null, after }, room);
    return;
  }
  const forward = (key === "ArrowRight") === (getComputedStyle(document.documentElement).direction !== "rtl");
  const target = all[at + (forward ? 1 : -1)];
  if (target) move(card.id, { theme: target.theme?.id ?? null }, room);
}
