// The fields of a measure's plan, in the order they are asked for, and what they are called.

import { t } from "../../lib/words.js";

/** Shown first: six questions. `one`: a single line. */
export const first = () => [
  { name: "what", label: t("What"), hint: t("The measure in one sentence"), one: true, wide: true },
  { name: "lead", label: t("Who leads"), hint: t("One institution"), one: true },
  { name: "by_when", value: true },
  { name: "money", label: t("With what money"), hint: t("Budget line, fund, or “unfunded”") },
  { name: "indicator", label: t("How we know"), hint: t("What is counted") },
  { name: "baseline", label: t("Today"), one: true, small: true },
  { name: "target", label: t("Target"), one: true, small: true },
  { name: "first_step", label: t("First step"), hint: t("What happens in the first weeks, and who begins"), wide: true },
];

export const more = () => [
  { name: "problem", label: t("The problem it solves"), wide: true },
  { name: "instrument", value: true },
  { name: "builds_on", label: t("Builds on"), hint: t("Law, bill or programme; article; stage") },
  { name: "partners", label: t("Partners") },
  { name: "target_group", label: t("For whom") },
  { name: "risks", label: t("Risks"), wide: true },
];

/** What a field of the plan is called; "" for one that is none. */
export const fieldName = (field) => [...first(), ...more()].find((each) => each.name === field)?.label ?? "";

/** What a value that is chosen rather than written is called; undefined for everything else. */
export const valueName = (field) => ({ by_when: t("By when"), amount: t("Amount"), instrument: t("Instrument") })[field];

export const instruments = () => ({
  law: t("Law"),
  regulation: t("Regulation"),
  programme: t("Public programme"),
  finance: t("Finance"),
  procurement: t("Procurement"),
  capacity: t("Capacity"),
  data: t("Data"),
  social_dialogue: t("Social dialogue"),
});

export function missingWords(keys) {
  const words = { lead: t("who leads"), by_when: t("by when"), money: t("with what money"), indicator: t("how we know"), finding: t("a finding it rests on") };
  return keys.map((key) => words[key] ?? key);
}
