// What may be done with a card, as a menu: the same list from the three dots and from the key M.

import { t } from "../../lib/words.js";
import { onBoard } from "../../state/board.js";
import { frozen, rights } from "../../state/rights.js";

export function cardMenu(card, state, room) {
  const may = rights(state);
  const arrange = may.arrange && onBoard(card) && !card.pending;
  const still = frozen(state, card.id);
  return [
    { label: t("Open"), icon: "source", act: () => room.show({ card: card.id }) },
    may.reveal(card) && !state.room.private_writing && { label: t("Show this one too"), icon: "people", act: () => room.send("card.reveal", { cards: [card.id] }) },
    arrange && { label: t("Move to…"), icon: "on", keys: "Alt+←→↑↓", act: () => room.show({ dialog: { kind: "move", card: card.id } }) },
    arrange && !still && !card.private && { label: t("Merge into…"), icon: "merge", act: () => room.show({ dialog: { kind: "merge", cards: [card.id] } }) },
    !card.pending && { label: t("History…"), icon: "clock", act: () => showHistory(card, room) },
    may.remove(card) && !card.pending && { label: t("Remove"), icon: "close", stop: true, act: () => remove(card, room) },
  ];
}

export const showHistory = (card, room) => room.show({ dialog: { kind: "history", doc: `card:${card.id}`, title: card.title } });

export async function remove(card, room) {
  if (room.store.get().ui.card === card.id) room.show({ card: null });
  const done = await room.send("card.remove", { card: card.id });
  if (done) room.tell(t("“{title}” was removed.", { title: card.title }), "plain", room.undo);
}
