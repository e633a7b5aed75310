import assert from "node:assert/strict";
import { test } from "node:test";
import { diff, moved, rebase } from "../../app/static/js/lib/splice.js";

test("an edit is what was taken out and what was put in", () => {
  assert.deepEqual(diff("one two", "one big two"), { at: 4, del: 0, ins: "big " });
  assert.deepEqual(diff("same", "same"), { at: 4, del: 0, ins: "" });
});

test("half an emoji never travels", () => {
  assert.deepEqual(diff("a👍b", "a👎b"), { at: 1, del: 2, ins: "👎" });
});

test("two people in one sentence both keep their words", () => {
  assert.equal(rebase("care for all", "paid care for all", "care for all workers"), "paid care for all workers");
  assert.equal(rebase("care for all", "care for all workers", "paid care for all"), "paid care for all workers");
  assert.equal(rebase("", "mine", "theirs"), "theirsmine");
});

test("cutting a passage keeps what somebody wrote inside it", () => {
  assert.equal(rebase("one two three four", "one four", "one two and three four"), "one and four");
});

test("nothing is invented when only one of them wrote", () => {
  assert.equal(rebase("a", "a", "ab"), "ab");
  assert.equal(rebase("a", "ab", "a"), "ab");
  assert.equal(rebase("a", "ab", "ab"), "ab");
});

test("the caret stays with its word", () => {
  assert.equal(moved(8, diff("one two three", "zero one two three")), 13);
  assert.equal(moved(2, diff("one two", "one two three")), 2);
});
