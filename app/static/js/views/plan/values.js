// What is chosen rather than written: the date, the instruments, the amount. Saved when it is changed.

import { html } from "lit";
import { t } from "../../lib/words.js";
import { instruments } from "./words.js";

const set = (measure, room, field, value) => room.send("measure.set", { measure: measure.id, field, value }, { replaces: `${measure.id} ${field}` });

export function byWhen(measure, room) {
  const id = `by-${measure.id}`;
  return html`<div class="cell"><div class="field"><label for=${id}>${t("By when")}</label><p class="hint">${t("The day by which it is in force or in use")}</p>
    <input class="input" type="date" id=${id} .value=${measure.by_when ?? ""} @change=${(event) => set(measure, room, "by_when", event.target.value || null)}></div></div>`;
}

export function instrument(measure, room) {
  const toggle = (event) => {
    const rest = measure.instrument.filter((key) => key !== event.target.value);
    set(measure, room, "instrument", event.target.checked ? [...rest, event.target.value] : rest);
  };
  return html`<fieldset class="cell field" data-wide><legend class="label">${t("Instrument")}</legend><div class="chips">
    ${Object.entries(instruments()).map(([key, title]) => html`<label class="choice"><input type="checkbox" value=${key} .checked=${measure.instrument.includes(key)} @change=${toggle}><span>${title}</span></label>`)}
  </div></fieldset>`;
}

const CURRENCIES = ["KRW", "JPY", "CNY", "IDR", "MYR", "PHP", "USD", "EUR"];

/** A figure beside the words; it counts only when both number and currency are there. */
export function amount(measure, room) {
  const id = `amount-${measure.id}`;
  const change = (event) => {
    const row = event.currentTarget.closest(".amount");
    const [value, currency] = [row.querySelector("input").value, row.querySelector("select").value];
    if (value === "") return measure.amount && set(measure, room, "amount", null);
    if (Number(value) >= 0 && currency) set(measure, room, "amount", { value: Number(value), currency });
  };
  return html`<div class="amount">
    <input class="input nums" type="number" min="0" step="any" id=${id} aria-label=${t("Amount")} placeholder=${t("Amount")} .value=${measure.amount ? String(measure.amount.value) : ""} @change=${change}>
    <select class="input" aria-label=${t("Currency")} @change=${change}>${CURRENCIES.map((code) => html`<option ?selected=${code === measure.amount?.currency}>${code}</option>`)}</select>
  </div>`;
}
