// Ranking: tap the best first, then the next; move up and down until it is right. A ballot is [[card, …], …], a group being a tie.

import { html } from "lit";
import { t, tn } from "../../../lib/words.js";
import { icon } from "../../parts/icon.js";

const MOST_CARDS = 100;

export const rank = {
  name: "rank",
  title: () => t("Ranking"),
  about: () => t("Everybody puts the cards in order, the best first."),
  empty: [],
  most: MOST_CARDS,
  settings: () => [
    {
      name: "count",
      title: t("How it is counted"),
      value: "schulze",
      options: [
        ["schulze", t("In pairs (Schulze): who would win against each of the others")],
        ["borda", t("By points (Borda): one for each card behind")],
      ],
    },
  ],
  how: () => t("Tap the best first, then the next. Move up and down until the order is yours."),
  left: ({ cards }, choices) => tn("{done} of {n} ranked", "{done} of {n} ranked", cards.length, { done: choices.flat().length }),
  sections: (cards, choices) => {
    const order = ranked(choices, cards);
    return [
      { title: t("Your order"), hint: t("“=” shares the place of the one above."), cards: order, empty: t("Nothing yet: tap what matters most to you.") },
      { title: t("Not ranked: all behind, side by side"), cards: cards.filter((card) => !order.includes(card)), empty: t("All are ranked.") },
    ];
  },
  before: ({ id }, { choices }) => {
    const place = placeOf(choices, id);
    return html`<b class="nums place-mark" aria-hidden="true">${place ?? "–"}</b><span class="ear">${place ? t("Place {n}", { n: place }) : ""}</span>`;
  },
  row: (card, ballot) => (placeOf(ballot.choices, card.id) ? handles(card, ballot) : first(card, ballot)),
  key: ({ id }, { poll, cast }, key) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (by) cast((now) => moved(now, id, by, poll.cards));
    return Boolean(by);
  },
  said: ({ id, title }, choices) => (placeOf(choices, id) ? t("“{title}”: place {n}", { title, n: placeOf(choices, id) }) : t("“{title}”: not ranked", { title })),
};

function first({ id, title }, { choices, cast }) {
  const n = choices.flat().length + 1;
  return html`<button type="button" class="ghost" data-part="put" data-next aria-label=${t("Place {n}: “{title}”", { title, n })} @click=${() => cast((now) => withCard(now, id), id)}>${t("Place {n}", { n })}</button>`;
}

function handles({ id, title }, { choices, poll, cast }) {
  const go = (by) => cast((now) => moved(now, id, by, poll.cards), id);
  const at = choices.findIndex((group) => group.includes(id));
  const alone = choices[at].length === 1;
  const tied = level(choices, id, poll.cards);
  const [top, bottom] = [alone && at === 0, alone && at === choices.length - 1];
  const start = ranked(choices, poll.cards)[0] === id;
  return html`<span class="handles" role="group" aria-label=${t("Place of “{title}”", { title })}>
    <button type="button" class="ghost square" data-part="level" aria-pressed=${String(tied)} aria-disabled=${String(start)} title=${t("Same place as the one above")} aria-label=${t("Same place as the one above")} @click=${() => !start && cast((now) => levelled(now, id, poll.cards), id)}><span aria-hidden="true">=</span></button>
    <button type="button" class="ghost square" data-part="up" aria-disabled=${String(top)} aria-keyshortcuts="Alt+ArrowUp" aria-label=${t("Move up")} @click=${() => !top && go(-1)}>${icon("up")}</button>
    <button type="button" class="ghost square" data-part="down" aria-disabled=${String(bottom)} aria-keyshortcuts="Alt+ArrowDown" aria-label=${t("Move down")} @click=${() => !bottom && go(1)}>${icon("down")}</button>
    <button type="button" class="quiet square" data-part="out" aria-label=${t("Take “{title}” out of the order", { title })} @click=${() => cast((now) => withoutCard(now, id), id)}>${icon("close")}</button>
  </span>`;
}

/** The ranked ones, best first; tied ones in the order of `cards`, as the server keeps them. */
export const ranked = (choices, cards) => choices.flatMap((group) => cards.filter((card) => group.includes(card)));

/** One more than the number ahead, null where it is not ranked. */
export function placeOf(choices, card) {
  const at = choices.findIndex((group) => group.includes(card));
  return at < 0 ? null : 1 + choices.slice(0, at).flat().length;
}

/** Behind all that are ranked. */
export const withCard = (choices, card) => (placeOf(choices, card) ? choices : [...choices, [card]]);

export const withoutCard = (choices, card) => choices.map((group) => group.filter((each) => each !== card)).filter((group) => group.length);

/** One place up (-1) or down (1); out of a tie it goes to a place of its own. */
export function moved(choices, card, by, cards) {
  const at = choices.findIndex((group) => group.includes(card));
  if (at < 0) return choices;
  const rest = cards.filter((each) => each !== card && choices[at].includes(each));
  if (rest.length) return choices.toSpliced(at, 1, ...(by < 0 ? [[card], rest] : [rest, [card]]));
  const to = at + by;
  return to < 0 || to >= choices.length ? choices : choices.toSpliced(at, 1).toSpliced(to, 0, choices[at]);
}

/** Whether it shares the place of the one above it. */
function level(choices, card, cards) {
  const group = choices.find((each) => each.includes(card));
  return cards.filter((each) => group.includes(each))[0] !== card;
}

/** Tie it with the one above, or, where it is, cut the tie there: it and what is tied behind it stand one place lower. */
export function levelled(choices, card, cards) {
  const at = choices.findIndex((group) => group.includes(card));
  if (at < 0) return choices;
  const group = cards.filter((each) => choices[at].includes(each));
  const cut = group.indexOf(card);
  if (cut > 0) return choices.toSpliced(at, 1, group.slice(0, cut), group.slice(cut));
  if (at === 0) return choices;
  const both = [...choices[at - 1], ...group];
  return choices.toSpliced(at - 1, 2, cards.filter((each) => both.includes(each)));
}
