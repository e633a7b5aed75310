// One theme with its cards, or the tray.

import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { composes } from "../../lib/keys.js";
import { t, tn } from "../../lib/words.js";
import { cardOf } from "../../state/board.js";
import { waits } from "../../state/drafts.js";
import { writing } from "../parts/carets.js";
import { icon } from "../parts/icon.js";
import { openMenu } from "../parts/menu.js";
import { nameOf } from "../parts/who.js";
import { standing } from "../vote/ballots/dots.js";
import "./card.js";
import { cardMenu } from "./menu.js";

export function column({ theme, cards }, desk) {
  const { state, room, may } = desk;
  const id = theme?.id ?? null;
  const { adding } = state.ui;
  const writes = may.add && (adding ? adding.theme === id : waits(state, id));
  return html`<section class="theme" data-theme=${id ?? ""} aria-label=${theme?.title ?? t("Not in a theme yet")}>
    ${head(theme, cards, desk)}
    <div class="pile">
    ${repeat(cards, (card) => card.id, (card) => item(card, desk))}
    ${!cards.length ? html`<p class="slot faint">${t("No cards here yet")}</p>` : null}
    ${may.add && !desk.poll && !writes
      ? html`<button type="button" class="quiet add-card" @click=${() => room.show({ adding: { theme: id } })}>${icon("plus")}${t("Add a card")}</button>`
      : null}
    ${writes ? html`<card-form .state=${state} .room=${room} .theme=${id} compact></card-form>` : null}
    </div>
  </section>`;
}

function head(theme, cards, { state, room, may, poll }) {
  if (theme && state.ui.renaming === theme.id) return renaming(theme, room);
  return html`<header>
    <h2>${theme?.title ?? t("Not in a theme yet")}</h2><span class="nums">${cards.length}<span class="ear"> ${tn("card", "cards", cards.length)}</span></span>
    ${theme && may.arrange && !poll
      ? html`<button type="button" class="quiet square small" aria-haspopup="menu" aria-expanded="false" aria-label=${t("Theme “{title}”: more", { title: theme.title })} @click=${(event) => openMenu(event.currentTarget, theme.title, themeMenu(theme, state, room))}>${icon("more")}</button>`
      : null}
  </header>`;
}

function renaming(theme, room) {
  const rename = (event) => {
    event.preventDefault();
    const title = new FormData(event.target).get("title").trim();
    if (title && title !== theme.title) room.send("theme.rename", { theme: theme.id, title });
    room.show({ renaming: null });
  };
  return html`<form class="rename" @submit=${rename} @keydown=${(event) => event.key === "Escape" && !composes(event) && room.show({ renaming: null })}>
    <input class="input" name="title" aria-label=${t("Name of the theme")} maxlength="200" .value=${theme.title} autocomplete="off"><button class="cta small">${t("Rename")}</button>
  </form>`;
}

function themeMenu(theme, { themes }, room) {
  const at = themes.findIndex((each) => each.id === theme.id);
  const move = (after) => room.send("theme.move", { theme: theme.id, after });
  return [
    { label: t("Rename"), act: () => room.show({ renaming: theme.id }) },
    at > 0 && { label: t("Move left"), act: () => move(at > 1 ? themes[at - 2].id : null) },
    at < themes.length - 1 && { label: t("Move right"), act: () => move(themes[at + 1].id) },
    { label: t("Remove: cards stay, without a theme"), stop: true, act: () => remove(theme, room) },
  ];
}

async function remove(theme, room) {
  const done = await room.send("theme.remove", { theme: theme.id });
  if (done) room.tell(t("The theme “{title}” was removed.", { title: theme.title }), "plain", room.undo);
}

function item(card, desk) {
  const { state, room, may, poll, ballot, merged } = desk;
  const votable = poll?.cards.includes(card.id);
  const given = votable ? standing(ballot, card.id, poll.settings) : { dots: null, most: 0, left: 0 };
  const picked = state.ui.selecting;
  return html`<idea-card .card=${card} .room=${room} .workshop=${state.workshop}
    ?selected=${state.ui.card === card.id} .writers=${writers(state, card)}
    .merged=${merged[card.id] ?? 0} .movable=${may.arrange && !poll} .picked=${picked ? picked.includes(card.id) : null}
    .dots=${given.dots} .most=${given.most} .left=${given.left} .poll=${poll?.id}
    .menu=${() => cardMenu(cardOf(room.store.get(), card.id), room.store.get(), room)}></idea-card>`;
}

/** Who writes in this card, as a sentence; "" where nobody does. */
function writers(state, card) {
  const others = state.present.filter((each) => each.typing && each.card === card.id && each.member !== state.mine.member.id);
  return others.length ? writing(others.map((each) => nameOf(state, each.member))) : "";
}
