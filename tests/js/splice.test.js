import assert from "node:assert/strict";
import { test } from "node:test";
import { caretThrough, compared, cutAndPut, diff, edits, moved, rebase, since, through } from "../../app/static/js/lib/splice.js";

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
  assert.equal(rebase("", "mine", "theirs"), "minetheirs");
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

test("edits at several places stay several edits, from the last to the first", () => {
  assert.deepEqual(edits("1;2;3;", "1;a;2;4;"), [
    { at: 4, del: 1, ins: "4" },
    { at: 2, del: 0, ins: "a;" },
  ]);
  assert.equal(rebase("1;2;", "a;1;b;2;", "x;1;y;2;z;"), "a;x;1;b;y;2;z;");
  assert.equal(rebase("one, two, three", "two", "one, two and a half, three"), "two and a half");
});

test("an edit finds its place through what came in meanwhile, and cuts only what it took out itself", () => {
  const [base, after] = ["one two three", "one four"];
  const came = [{ at: 0, del: 0, ins: "zero " }, { at: 13, del: 0, ins: "and " }, { at: 5, del: 4, ins: "" }];
  const theirs = came.reduce((text, { at, del, ins }) => text.slice(0, at) + ins + text.slice(at + del), base);
  assert.equal(theirs, "zero two and three");
  const change = through(diff(base, after), came);
  assert.equal(cutAndPut(theirs, change), "zero fourand ");
});

test("the caret of somebody who composes stays behind what was composed", () => {
  const edit = diff("care for all", "care work for all");
  const came = [{ at: 0, del: 0, ins: "Paid " }, { at: 17, del: 0, ins: "!" }];
  assert.equal(caretThrough(9, edit, came), 14);
  assert.equal(caretThrough(2, edit, came), 7);
  assert.equal(caretThrough(17, edit, came), 22);
});

test("two wordings are told apart letter by letter, those with little in common as a whole", () => {
  assert.deepEqual(compared("Insure workers", "Insure all workers"), [["same", "Insure "], ["in", "all "], ["same", "workers"]]);
  assert.deepEqual(compared("플랫폼을 위한 보험", "농어민 지원"), [["out", "플랫폼을 위한 보험"], ["in", "농어민 지원"]]);
});

test("what others typed while somebody composed is told from what was composed, also where the letters are alike", () => {
  const follow = (text, splices) => splices.reduce((now, { at, del, ins }) => now.slice(0, at) + ins + now.slice(at + del), text);
  const cases = [
    ["Insure all", "Insure 한 all", [{ at: 0, del: 0, ins: "First: " }, { at: 17, del: 0, ins: " of us" }]],
    ["aaaa", "aaaaa", [{ at: 0, del: 0, ins: "a" }, { at: 5, del: 0, ins: "a" }]],
    ["Insure all", "한", [{ at: 3, del: 0, ins: "xy" }]],
    ["Insure all", "Insure 한all", [{ at: 7, del: 3, ins: "" }]],
  ];
  for (const [base, mine, came] of cases) {
    const edit = diff(base, mine);
    const now = cutAndPut(follow(base, came), through(edit, came));
    assert.equal(follow(mine, since(mine, edit, came, now)), now);
  }
});
