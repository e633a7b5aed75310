// A plan to be read: what has been filled in, as it will stand in the declaration.

import { html } from "lit";
import { asDay } from "../../lib/dates.js";
import { tongue } from "../../lib/tongue.js";
import { locale, t } from "../../lib/words.js";
import { first, instruments, more } from "./words.js";

export function text(measure) {
  const rows = [...first(), ...more()].filter((each) => each.name !== "what").map((each) => [labelOf(each), valueOf(measure, each.name)]);
  return html`<dl class="two">${rows.filter(([, value]) => value).map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

const labelOf = ({ name, label }) => label ?? { by_when: t("By when"), instrument: t("Instrument") }[name];

function valueOf(measure, name) {
  if (name === "by_when") return measure.by_when && asDay(measure.by_when);
  if (name === "instrument") return measure.instrument.map((key) => instruments()[key]).join(", ");
  const gloss = measure.plan[`${name}_gloss`];
  const words = name === "money" ? [figure(measure.amount), measure.plan.money].filter(Boolean).join(" · ") : measure.plan[name];
  return words || gloss ? html`<span lang=${tongue(words ?? "")}>${words}</span>${gloss ? html`<span class="gloss" lang=${tongue(gloss)}>${gloss}</span>` : null}` : null;
}

const figure = (amount) => amount && new Intl.NumberFormat(locale(), { style: "currency", currency: amount.currency, maximumFractionDigits: 0 }).format(amount.value);
