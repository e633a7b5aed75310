// One card. Drawn anew only when something of its own changes, so that five hundred of them stay quick.

import { html } from "lit";
import { define, Part } from "../../lib/element.js";
import { t, tn } from "../../lib/words.js";
import { icon } from "../parts/icon.js";
import { openMenu } from "../parts/menu.js";
import { group } from "../parts/who.js";
import { stepper, withStep } from "../vote/ballots/dots.js";
import { cast } from "../vote/ballots/shelf.js";

class IdeaCard extends Part {
  static properties = {
    card: { attribute: false },
    workshop: { attribute: false },
    selected: { type: Boolean },
    writers: { attribute: false },
    merged: { attribute: false },
    movable: { attribute: false },
    picked: { attribute: false },
    dots: { attribute: false },
    most: { attribute: false },
    left: { attribute: false },
  };

  open() {
    if (this.picked !== null) return this.pick();
    this.room.show({ card: this.card.id });
  }

  pick() {
    const picked = this.room.store.get().ui.selecting;
    const { id } = this.card;
    this.room.show({ selecting: picked.includes(id) ? picked.filter((each) => each !== id) : [...picked, id] });
  }

  // The whole card may be pressed with a mouse; keyboards and screen readers have the title.
  pressed(event) {
    if (!event.target.closest("button, a, input, label") && !getSelection().toString()) this.open();
  }

  give(by) {
    const poll = this.room.store.get().polls.find((each) => each.id === this.poll);
    cast(this.room, poll, (choices) => withStep(choices, this.card.id, by, poll.settings));
  }

  render() {
    const { card } = this;
    return html`<article class="card" data-card=${card.id} data-kind=${card.kind} ?data-movable=${this.movable} ?data-selected=${this.selected} ?data-pending=${card.pending} ?data-private=${card.private} ?data-picked=${this.picked} @click=${this.pressed}>
      ${this.marks()}
      <h3>
        ${this.picked === null ? null : html`<input type="checkbox" data-part="pick" aria-label=${t("Select “{title}”", { title: card.title })} .checked=${this.picked} @change=${this.pick}>`}
        <button type="button" data-part="open" lang=${card.language} aria-current=${this.selected ? "true" : "false"} aria-keyshortcuts=${this.movable ? "m Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight" : ""} @click=${this.open}>${card.title}</button>
        ${this.more()}
      </h3>
      ${card.gloss ? html`<p class="gloss" lang=${this.workshop.language}>${card.gloss}</p>` : null}
      ${card.body ? html`<p class="body" lang=${card.language}>${card.body}</p>` : null}
      <footer>${group({ workshop: this.workshop }, card.perspective)} ${card.author ? html`<span>${card.author.name}</span>` : null} ${this.facts()}${this.dots === null ? null : stepper(card.title, this, (by) => this.give(by))}</footer>
      ${this.writers ? html`<span class="typing" role="status">${this.writers}</span>` : null}
    </article>`;
  }

  marks() {
    const { card } = this;
    const tags = [
      card.private && html`<span class="tag">${icon("lock")}${card.checkable ? t("Not shown yet") : t("Only you see this")}</span>`,
      card.kind === "challenge" && html`<span class="tag warn">${t("Challenge")}</span>`,
      card.late && html`<span class="tag warn">${icon("clock")}${t("Came late")}</span>`,
      card.pending && html`<span class="tag">${this.room.store.get().line === "online" ? t("Saving…") : t("Waits for the line")}</span>`,
    ].filter(Boolean);
    return tags.length ? html`<div class="tags">${tags}</div>` : null;
  }

  facts() {
    const { comments, findings, reactions } = this.card;
    const agree = reactions.agree ?? 0;
    return [
      comments.length ? html`<span class="fact" title=${tn("{n} comment", "{n} comments", comments.length)}>${icon("say")}${comments.length}<span class="ear"> ${tn("comment", "comments", comments.length)}</span></span>` : null,
      findings.length ? html`<span class="fact" title=${tn("Rests on {n} finding", "Rests on {n} findings", findings.length)}>${icon("source")}${findings.length}<span class="ear"> ${tn("finding", "findings", findings.length)}</span></span>` : null,
      this.merged ? html`<span class="fact" title=${tn("{n} card merged into this one", "{n} cards merged into this one", this.merged)}>${icon("merge")}+${this.merged}<span class="ear"> ${t("merged")}</span></span>` : null,
      agree ? html`<span class="fact" title=${tn("{n} agrees", "{n} agree", agree)}>${icon("check")}${agree}<span class="ear"> ${t("agree")}</span></span>` : null,
    ];
  }

  more() {
    if (this.dots !== null || this.picked !== null) return null;
    return html`<button type="button" class="quiet square small card-more" data-part="more" aria-haspopup="menu" aria-expanded="false" aria-label=${t("“{title}”: more", { title: this.card.title })} @click=${(event) => openMenu(event.currentTarget, this.card.title, this.menu())}>${icon("more")}</button>`;
  }
}

define("idea-card", IdeaCard);
