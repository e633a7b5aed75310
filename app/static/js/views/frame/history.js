// What has become of a card, a measure or the declaration: who, when, what changed, and a way back for each text.

import { html } from "lit";
import { asHour, asMoment, isToday } from "../../lib/dates.js";
import { define, Part } from "../../lib/element.js";
import { compared, rebase } from "../../lib/splice.js";
import { t } from "../../lib/words.js";
import { frozen, rights } from "../../state/rights.js";
import { first, more, valueName } from "../plan/words.js";

export function historyDialog(state, room, close) {
  const { doc, title } = state.ui.dialog;
  return html`<modal-box wide heading=${t("History of “{title}”", { title })} @close=${close} .body=${html`<history-list .doc=${doc} .state=${state} .room=${room} .close=${close}></history-list>`}></modal-box>`;
}

class HistoryList extends Part {
  static properties = { doc: {}, state: { attribute: false }, room: { attribute: false }, close: { attribute: false }, lines: { state: true }, failed: { state: true } };

  willUpdate() {
    if (this.online && !this.asked) this.ask();
  }

  async ask() {
    this.asked = true;
    try {
      const answer = await this.room.history(this.doc);
      if (answer.ok) this.lines = versions(this.kind, answer.history);
      else this.failed = answer.error.detail;
    } catch {
      // No answer: asked again as soon as there is a line.
      this.asked = false;
    }
  }

  get online() {
    return this.state.line === "online";
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
    if (!this.lines) return html`<p class="empty" role="status">${this.online ? t("Loading…") : t("Offline: the history comes from the server. It is shown here as soon as the line is back.")}</p>`;
    if (!this.lines.length) return html`<p class="empty">${t("Nothing has changed yet.")}</p>`;
    return html`<ol class="history" tabindex="0" aria-labelledby="modal-heading">${this.lines.map((line) => this.line(line))}</ol>`;
  }

  line({ at, who, type, became, changes, chosen }) {
    return html`<li>
      <p><time datetime=${at}>${isToday(at) ? asHour(at) : asMoment(at)}</time> <b>${deed(type, became, this.state)}</b> ${chosen.join(", ")} ${who ? html`<span class="faint">${who}</span>` : null}</p>
      ${changes.map((change) => this.change(change))}
    </li>`;
  }

  change({ field, before, after }) {
    const current = after === this.now(field);
    const others = this.lines.filter(({ changes }) => changes.some((each) => each.field === field)).length > 1;
    return html`<div class="change"><p><small>${fieldName(this.kind, field)}${current && others ? html` · ${t("reads like this now")}` : null}</small> ${before ? compared(before, after).map(difference) : after}</p>
      ${this.writable && !current ? html`<button type="button" class="ghost small" @click=${() => this.restore(field, after)}>${t("Back to this wording")}</button>` : null}</div>`;
  }

  now(field) {
    return this.room.texts.read(this.doc, field, this.row(field));
  }

  row(field) {
    const { declaration, measures, cards } = this.room.store.get();
    const id = this.doc.split(":")[1];
    if (this.kind === "declaration") return declaration[field] ?? "";
    if (this.kind === "measure") return measures.find((each) => each.id === id)?.plan[field] ?? "";
    return cards.find((each) => each.id === id)?.[field] ?? "";
  }

  /** To be seen, the text must not be covered: the question closes, and the notice offers the way back. */
  restore(field, wanted) {
    const left = this.now(field);
    this.put(field, wanted);
    this.close();
    // What others have put in meanwhile stays.
    this.room.tell(t("The earlier wording is back."), "ok", () => this.put(field, rebase(wanted, left, this.now(field))));
  }

  put(field, wanted) {
    this.room.texts.type(this.doc, field, { before: this.now(field), after: wanted, row: this.row(field) });
    this.room.texts.flush();
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

/** Newest first, each with how its texts read before. What neither has a word of its own nor changed a text is left out. */
function versions(kind, lines) {
  const known = {};
  const found = lines.map(({ became, at, type, actor, by }) => {
    const texts = Object.entries(became).filter(([field, value]) => typeof value === "string" && fieldName(kind, field));
    const changes = texts.filter(([field, value]) => value !== (known[field] ?? "")).map(([field, after]) => ({ field, before: known[field] ?? "", after }));
    const chosen = Object.keys(became).filter((field) => type === "measure.set" && valueName(field) && !same(became[field], known[field]));
    Object.assign(known, became);
    return { at, type, became, changes, chosen: chosen.map(valueName), who: (by ?? [actor]).map((each) => each?.name).filter(Boolean).join(", ") };
  });
  return found.filter(({ type, changes }) => DEEDS[type] || changes.length).reverse();
}

const same = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

const DEEDS = {
  "card.added": () => t("written"),
  "card.moved": (theme) => (theme ? t("moved to “{theme}”", { theme }) : t("moved")),
  "card.merged": () => t("merged"),
  "card.unmerged": () => t("taken out again"),
  "card.removed": () => t("removed"),
  "card.restored": () => t("brought back"),
  "card.revealed": () => t("shown to all"),
  "finding.cited": () => t("rests on a finding"),
  "finding.uncited": () => t("no longer rests on a finding"),
  "measure.adopted": () => t("adopted as a measure"),
  "measure.restored": () => t("brought back"),
  "measure.moved": () => t("moved"),
  "measure.assigned": () => t("given to somebody"),
  "measure.set": () => t("changed"),
  "check.waived": () => t("let pass with a reason"),
  "declaration.endorsed": () => t("levels of agreement given"),
  "declaration.revealed": () => t("levels of agreement shown"),
  "declaration.declared": () => t("declared"),
  "declaration.reopened": () => t("opened again"),
  "reservation.removed": () => t("a reservation removed"),
  "text.saved": () => t("reworded"),
  undone: () => t("a step taken back"),
};

/** What was done, in words. */
function deed(type, became, { themes }) {
  const theme = became.theme ? themes.find((each) => each.id === became.theme)?.title : null;
  return (DEEDS[type] ?? DEEDS["text.saved"])(theme);
}
