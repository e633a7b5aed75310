// The ballot as a list, in the voter's own order. Keeps the focus where it was, whatever moves.

import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { define, Part } from "../../lib/element.js";
import { shuffled } from "../../lib/shuffle.js";
import { t } from "../../lib/words.js";
import { cardOf, languageOf } from "../../state/board.js";
import { originOf, voterSeed } from "../../state/polls.js";
import { saidBy, writingFor } from "../../state/writing.js";
import { cast, choicesOf, draft, draftsOf, methodOf, withdraw } from "./ballots/shelf.js";
import { overRooms } from "./dock.js";

class RoomBallot extends Part {
  static properties = { state: { attribute: false }, room: { attribute: false }, poll: { attribute: false } };

  // A card that moves to another list is another element afterwards: it is found by its card and its part.
  willUpdate() {
    const { activeElement: held } = document;
    this.held = this.contains(held) && held.dataset.part ? { element: held, keyboard: held.matches(":focus-visible"), card: held.closest("[data-card]")?.dataset.card } : null;
  }

  updated() {
    if (!this.held || document.activeElement === this.held.element) return;
    // A thumb has its own idea of what should be on the screen now.
    this.find(this.held)?.focus({ preventScroll: !this.held.keyboard });
  }

  /** The same part of the same card; where it has done its work, the next one like it, else whatever the card has now. */
  find({ element, card }) {
    const part = `[data-part="${CSS.escape(element.dataset.part)}"]`;
    const row = this.querySelector(`[data-card="${CSS.escape(card ?? "")}"]`);
    return row?.querySelector(part) ?? ("next" in element.dataset ? this.querySelector(part) : null) ?? row?.querySelector("[data-part]");
  }

  get ballot() {
    const { state, room, poll } = this;
    return {
      poll,
      settings: poll.settings,
      choices: choicesOf(state, poll),
      drafts: draftsOf(state, poll),
      cast: (edit, card = null) => {
        if (card) this.touched = card;
        cast(room, poll, edit);
      },
      draft: (edit) => draft(room, poll, edit),
    };
  }

  keys(event, card, ballot) {
    if (!event.altKey || !methodOf(this.poll).key?.(card, ballot, event.key)) return;
    event.preventDefault();
    this.touched = card.id;
  }

  render() {
    const { poll, ballot } = this;
    const method = methodOf(poll);
    const order = shuffled(poll.cards, voterSeed(this.state, poll));
    const sections = method.sections?.(order, ballot.choices) ?? [{ cards: order }];
    return html`<section class="ballot" aria-label=${t("Your ballot")}>
      <header><h2>${method.how(poll)}</h2>${poll.joint ? html`<p>${overRooms(poll)}</p>` : null}<p class="soft">${t("In an order of your own: everybody sees another one.")} ${t("Every tap is saved; you can change it until the close.")}</p></header>
      ${sections.map((section) => this.section(section, ballot))}
      <p class="ear" role="status">${this.touched && method.said ? method.said(this.named(this.touched), ballot.choices) : null}</p>
      ${this.foot()}
    </section>`;
  }

  section({ title, hint, cards, empty }, ballot) {
    return html`${title ? html`<h3 class="label">${title}${hint ? html` <span class="faint">${hint}</span>` : null}</h3>` : null}
      ${cards.length || !empty ? html`<ul>${repeat(cards, (id) => id, (id) => this.row(this.named(id), ballot))}</ul>` : html`<p class="slot faint">${empty}</p>`}`;
  }

  named = (id) => ({ id, title: this.poll.wording[id], from: originOf(this.poll, id)?.name });

  row(card, ballot) {
    const { state, poll } = this;
    const method = methodOf(poll);
    return html`<li class="card" data-card=${card.id} ?data-wide=${method.wide} @keydown=${(event) => this.keys(event, card, ballot)}>
      <div class="what">${method.before?.(card, ballot)}<div>${heading(card, languageOf(state, card.id), method.sections)}${from(card)}${about(state, card.id)}</div></div>
      <div class="taps">${method.row(card, ballot)}</div>
    </li>`;
  }

  foot() {
    const { state, room, poll } = this;
    const given = poll.id in saidBy(state).ballots;
    const other = writingFor(state);
    return html`<p class="row"><button type="button" class="ghost" data-part="withdraw" aria-disabled=${String(!given)} @click=${() => given && withdraw(room, poll)}>${other ? t("Withdraw this ballot") : t("Withdraw my ballot")}</button>
      <span class="soft">${other ? forOther(other, given) : given ? t("Then you have not voted; you can vote again until the close.") : t("You have not voted yet.")}</span></p>`;
  }
}

const forOther = ({ name }, given) => (given ? t("This is what you have cast for {name}.", { name }) : t("You have cast nothing for {name} here.", { name }));

/** Under the title of a section where there are sections. */
const heading = ({ title }, language, under) => (under ? html`<h4 lang=${language}>${title}</h4>` : html`<h3 lang=${language}>${title}</h3>`);

/** Whose it is, in a vote over all rooms. */
const from = (card) => (card.from ? html`<p class="soft">${card.from}</p>` : null);

/** What the voter may want to read again. */
function about(state, id) {
  const measure = state.measures.find((each) => each.id === id);
  const card = cardOf(state, id);
  const gloss = measure?.plan.what_gloss || card?.gloss;
  return html`${gloss ? html`<p class="gloss">${gloss}</p>` : null}${measure?.plan.lead ? html`<p class="soft">${t("Lead: {name}", { name: measure.plan.lead })}</p>` : null}
    ${card?.body ? html`<details class="more"><summary>${t("More about it")}</summary><p class="body" lang=${card.language}>${card.body}</p></details>` : null}`;
}

define("room-ballot", RoomBallot);
