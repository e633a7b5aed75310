// What has become of a card, a measure or the declaration: who, when, what changed, and a way back for each text.

import { html } from "lit";
import { asHour } from "../../lib/dates.js";
import { define, Part } from "../../lib/element.js";
import { compared } from "../../lib/splice.js";
import { t } from "../../lib/words.js";
import { frozen, rights } from "../../state/rights.js";
import { first, more } from "../plan/words.js";

export function historyDialog(state, room, close) {
  const { doc, title } = state.ui.dialog;
  return html`<modal-box wide heading=${t("History of “{title}”", { title })} @close=${close} .body=${html`<history-list .doc=${doc} .state=${state} .room=${room}></history-list>`}></modal-box>`;
}

class HistoryList extends Part {
  static properties = { doc: {}, state: { attribute: false }, room: { attribute: false }, lines: { state: true }, failed: { state: true } };

  async firstUpdated() {
    try {
      const answer = await this.room.history(this.doc);
      if (answer.ok) this.lines = versions(this.kind, answer.history);
      else this.failed = answer.error.detail;
    } catch {
      this.failed = t("Offline: the history comes from the server. Please try again when the line is back.");
    }
  }

  get kind() {
    return this.doc.split(":")[0];
  }

  get writable() {
    const may = rights(this.state);
    const id = this.doc.split(":")[1];
    if (this.kind === "measure") return may.plan && !frozen(this.state, id);
    if (this.kind === "declaration") return may.preamble;
    const card = this.state.cards.find((each) => each.id === id);
    return Boolean(card && may.word(card));
  }

  render() {
    if (this.failed) return html`<p class="empty" role="alert">${this.failed}</p>`;
    if (!this.lines) return html`<p class="empty" role="status">${t("Loading…")}</p>`;
    if (!this.lines.length) return html`<p class="empty">${t("Nothing has changed yet.")}</p>`;
    return html`<ol class="history">${this.lines.map((line) => this.line(line))}</ol>`;
  }

  line({ at, who, type, became, changes }) {
    return html`<li>
      <p><time datetime=${at}>${asHour(at)}</time> <b>${deed(type, became, this.state)}</b> ${who ? html`<span class="faint">${who}</span>` : null}</p>
      ${changes.map((change) => this.change(change))}
    </li>`;
  }

  change({ field, before, after }) {
    const now = this.room.texts.read(this.doc, field, this.row(field));
    return html`<div class="change"><p><small>${fieldName(this.kind, field)}</small> ${before ? compared(before, after).map(difference) : after}</p>
      ${this.writable && after !== now ? html`<button type="button" class="ghost small" @click=${() => this.restore(field, now, after)}>${t("Back to this wording")}</button>` : null}</div>`;
  }

  row(field) {
    const id = this.doc.split(":")[1];
    if (this.kind === "declaration") return this.state.declaration[field] ?? "";
    if (this.kind === "measure") return this.state.measures.find((each) => each.id === id)?.plan[field] ?? "";
    return this.state.cards.find((each) => each.id === id)?.[field] ?? "";
  }

  restore(field, now, after) {
    this.room.texts.type(this.doc, field, { before: now, after, row: this.row(field) });
    this.room.texts.flush();
    this.requestUpdate();
  }
}

define("history-list", HistoryList);

const difference = ([kind, words]) => (kind === "in" ? html`<ins>${words}</ins>` : kind === "out" ? html`<del>${words}</del>` : words);

const FIELDS = {
  card: () => ({ title: t("Idea"), body: t("In more words"), gloss: t("The same in a second language") }),
  declaration: () => ({ preamble: t("Preamble"), standing: t("Standing"), contact: t("Contact") }),
  measure: () => Object.fromEntries([...first(), ...more()].filter((each) => !each.value).map(({ name, label }) => [name, label])),
};

/** What a field of this kind of text is called; null where it is no text. */
function fieldName(kind, field) {
  const names = FIELDS[kind]();
  const gloss = field.endsWith("_gloss") && names[field.slice(0, -"_gloss".length)];
  return names[field] ?? (gloss ? t("{field}, second language", { field: gloss }) : null);
}

/** Newest first, each with how its texts read before. */
function versions(kind, lines) {
  const known = {};
  const found = lines.map(({ became, at, type, actor, by }) => {
    const texts = Object.entries(became).filter(([field, value]) => typeof value === "string" && fieldName(kind, field));
    const changes = texts.filter(([field, value]) => value !== (known[field] ?? "")).map(([field, after]) => ({ field, before: known[field] ?? "", after }));
    Object.assign(known, Object.fromEntries(texts));
    return { at, type, became, changes, who: (by ?? [actor]).map((each) => each?.name).filter(Boolean).join(", ") };
  });
  return found.reverse();
}

/** What was done, in words. */
function deed(type, became, state) {
  const theme = became.theme ? state.themes.find((each) => each.id === became.theme)?.title : null;
  const words = {
    "card.added": t("written"),
    "card.moved": theme ? t("moved to “{theme}”", { theme }) : t("moved"),
    "card.merged": t("merged"),
    "card.unmerged": t("taken out again"),
    "card.removed": t("removed"),
    "card.restored": t("brought back"),
    "card.revealed": t("shown to all"),
    "finding.cited": t("rests on a finding"),
    "finding.uncited": t("no longer rests on a finding"),
    "reaction.toggled": t("somebody reacted"),
    "measure.adopted": t("adopted as a measure"),
    "measure.moved": t("moved"),
    "measure.assigned": t("given to somebody"),
    "measure.set": t("changed"),
    "check.waived": t("let pass with a reason"),
    "declaration.endorsed": t("levels of agreement given"),
    "declaration.revealed": t("levels of agreement shown"),
    "declaration.declared": t("declared"),
    "declaration.reopened": t("opened again"),
    "text.saved": t("reworded"),
    undone: t("a step taken back"),
  };
  return words[type] ?? t("changed");
}
