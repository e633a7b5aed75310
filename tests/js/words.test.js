import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { locale, t, tn, useCatalogue } from "../../app/static/js/lib/words.js";

beforeEach(() => useCatalogue({ language: "ko", messages: { "Saved": "저장됨", "{n} card": ["카드 {n}장"], "Hello {name}": "{name} 님" } }));

test("a word the catalogue lacks is shown in English", () => {
  assert.equal(t("Saved"), "저장됨");
  assert.equal(t("Unknown"), "Unknown");
});

test("placeholders are filled, and one without a value stays to be seen", () => {
  assert.equal(t("Hello {name}", { name: "KR-04" }), "KR-04 님");
  assert.equal(t("{a} of {b}", { a: 1 }), "1 of {b}");
});

test("Korean has one form, English two", () => {
  assert.equal(tn("{n} card", "{n} cards", 1), "카드 1장");
  assert.equal(tn("{n} card", "{n} cards", 5), "카드 5장");
  useCatalogue({ language: "en", messages: {} });
  assert.equal(tn("{n} card", "{n} cards", 1), "1 card");
  assert.equal(tn("{n} card", "{n} cards", 0), "0 cards");
});

test("a language's plural forms are the catalogue's: Filipino counts nought with one", () => {
  const messages = { "{n} card": ["{n} kard", "{n} na kard"] };
  useCatalogue({ language: "fil", messages, plural: "00".padEnd(200, "1") });
  assert.deepEqual([0, 1, 2, 199, 1000].map((n) => tn("{n} card", "{n} cards", n)), ["0 kard", "1 kard", "2 na kard", "199 na kard", "1000 na kard"]);
});

test("a large number goes like the one with its last two digits", () => {
  const slavic = [...Array(200).keys()].map((n) => (n % 10 === 1 && n % 100 !== 11 ? 0 : 1)).join("");
  useCatalogue({ language: "ru", messages: { "{n} card": ["{n} one", "{n} many"] }, plural: slavic });
  assert.deepEqual([21, 111, 211, 221, 1011].map((n) => tn("{n} card", "{n} cards", n)), ["21 one", "111 many", "211 many", "221 one", "1011 many"]);
});

test("a text that is the name of something in JavaScript is only a text", () => {
  assert.equal(t("constructor"), "constructor");
});

test("dates and numbers are written in the language of the words, in English as the United Nations do", () => {
  assert.equal(locale(), "ko");
  useCatalogue({});
  assert.equal(locale(), "en-GB");
});
