import assert from "node:assert/strict";
import { test } from "node:test";
import { asCard, cardDraft, stranded, waits } from "../../app/static/js/state/drafts.js";
import { rights } from "../../app/static/js/state/rights.js";
import { createDrafts } from "../../app/static/js/sync/drafts.js";
import { room as snapshot } from "./room.js";
import { shelf } from "./shelf.js";

/** KR-01 in the room `r`, in a stage with these permissions, with a draft of that name. */
function at(kind, permissions, name, more = {}) {
  const state = snapshot();
  const mine = { ...state.mine, member: { ...state.mine.member, room: "r", duties: [], ...more.member } };
  const drafts = [{ room: more.room ?? "r", name, value: { title: "돌봄" } }];
  return { ...state, mine, drafts, stage: { ...state.stage, kind, permissions }, declaration: { state: more.declaration ?? "draft" }, ui: more.ui ?? {} };
}

const offered = (state) => stranded(state, rights(state)).map(({ words, way }) => [words, way]);

test("what was typed is there again on the same device, for the same seat, and only what is still a draft", async () => {
  const keep = shelf();
  const first = createDrafts({ room: "r", owner: "kr1", keep });
  first.write("card::", { title: "돌봄" });
  first.write("comment:c1", { text: "Why" });
  first.write("comment:c1", null);
  const [again, other] = ["kr1", "kr2"].map((owner) => createDrafts({ room: "r", owner, keep }));
  await Promise.all([again.load(), other.load()]);
  assert.deepEqual([again.read("card::"), again.read("comment:c1"), other.all()], [{ title: "돌봄" }, {}, []]);
});

test("what is typed while the device is still being read is not written over", async () => {
  const keep = shelf();
  createDrafts({ room: "r", owner: "kr1", keep }).write("card::", { title: "Old" });
  const page = createDrafts({ room: "r", owner: "kr1", keep });
  const reading = page.load();
  page.write("card::", { title: "New" });
  await reading;
  assert.deepEqual(page.read("card::"), { title: "New" });
  assert.deepEqual(page.all().map(({ value }) => value.title).sort(), ["New", "Old"]);
});

test("what is shown of a draft is what was typed last, not its first letter", () => {
  let shown = [];
  const page = createDrafts({ room: "r", owner: "kr1", changed: () => (shown = page.all().map(({ value }) => value.title)) });
  for (const title of ["I", "In", "Insure all platform workers"]) page.write("card::", { title });
  assert.deepEqual(shown, ["Insure all platform workers"]);
});

test("what was sent from one page is gone, and what was typed since in another one stays", async () => {
  const keep = shelf();
  const [near, far] = [1, 2].map(() => createDrafts({ room: "r", owner: "kr1", keep }));
  near.write("card::", { title: "Insure" });
  await far.load();
  far.write("card::", { title: "Insure all" });
  near.erase(near.all()[0]);
  const again = createDrafts({ room: "r", owner: "kr1", keep });
  await again.load();
  assert.deepEqual([near.all(), again.read("card::")], [[], { title: "Insure all" }]);
  far.erase(far.all()[0]);
  await again.load();
  assert.equal(keep.rows.size, 0);
});

test("of two versions of one draft the older cannot take the newer away", () => {
  const page = createDrafts({ room: "r", owner: "kr1" });
  page.write("card::", { title: "Insure" });
  const [older] = page.all();
  page.write("card::", { title: "Insure all" });
  page.erase(older);
  assert.deepEqual(page.read("card::"), { title: "Insure all" });
});

test("two pages of one seat on one device show the same draft, and another seat's does not appear", () => {
  const ears = [];
  const tabs = () => {
    const own = { postMessage: (data) => ears.forEach((each) => each !== own && each.onmessage({ data: structuredClone(data) })), close: () => {} };
    ears.push(own);
    return own;
  };
  const [near, far, other] = ["kr1", "kr1", "kr2"].map((owner) => createDrafts({ room: "r", owner, tabs: tabs() }));
  near.write("card::", { title: "Insure" });
  far.write("card::", { title: "Insure all" });
  assert.deepEqual([near.read("card::"), other.all()], [{ title: "Insure all" }, []]);
  near.erase(near.all()[0]);
  assert.deepEqual(far.all(), []);
});

test("what was dismissed and is wanted after all does not take the place of what was typed since", () => {
  const page = createDrafts({ room: "r", owner: "kr1" });
  page.write("card::", { title: "Insure" });
  const [dismissed] = page.all();
  page.erase(dismissed);
  page.write("card::", { title: "Care" });
  page.bringBack(dismissed);
  assert.deepEqual(page.all().map(({ value }) => value.title), ["Care", "Insure"]);
  assert.deepEqual(page.read("card::"), { title: "Care" });
});

test("a draft whose stage has ended can be handed in late, one that has its form is left in peace", () => {
  assert.deepEqual(offered(at("gather", { add: true }, "card::")), []);
  assert.deepEqual(offered(at("vote", {}, "card::")), [["돌봄", "late"]]);
  assert.deepEqual(offered(at("vote", {}, "card::", { declaration: "declared" })), [["돌봄", null]]);
});

test("where one may still write a draft stands in its column, or is offered where it has none", () => {
  const state = at("shape", { add: true }, "card:t1:");
  assert.deepEqual([waits(state, "t1"), waits(state, "t2"), offered(state)], [true, false, []]);
  assert.deepEqual(offered(at("shape", { add: true }, "card:gone:")), [["돌봄", "add"]]);
  assert.deepEqual(offered(at("shape", { add: true }, "card::")), [["돌봄", "add"]]);
  assert.deepEqual(offered(at("shape", { add: true }, "card::", { ui: { adding: { theme: null } } })), []);
});

test("who was moved is offered what was typed in the other room, who visits one is not", () => {
  assert.deepEqual(offered(at("shape", { add: true }, "card:t9:", { room: "before" })), [["돌봄", "add"]]);
  assert.deepEqual(offered(at("shape", { add: true }, "comment:c9", { room: "before" })), [["돌봄", null]]);
  assert.deepEqual(offered(at("visit", {}, "card::", { room: "home", member: { room: "home" } })), []);
});

test("a note is kept through its stage, and what was typed on a visit until the visit is over", () => {
  assert.deepEqual(offered(at("listen", { note: true }, "note")), []);
  assert.deepEqual(offered(at("break", {}, "note")), [["돌봄", null]]);
  const visiting = { ...at("visit", {}, "visit:m1", { room: "host" }), visit: { id: "host" } };
  assert.deepEqual([offered(visiting), offered({ ...visiting, stage: { ...visiting.stage, kind: "vote" } })], [[], [["돌봄", null]]]);
});

test("a comment, a question and a reservation are offered once no form shows them", () => {
  assert.deepEqual(offered(at("shape", { comment: true }, "comment:c1")), []);
  assert.deepEqual(offered(at("vote", {}, "comment:c1")), [["돌봄", null]]);
  assert.deepEqual(offered(at("shape", { comment: true }, "comment:gone")), [["돌봄", null]]);
  assert.deepEqual([offered(at("plenary", {}, "question")), offered(at("break", {}, "question"))], [[], [["돌봄", null]]]);
  assert.deepEqual([offered(at("declare", { endorse: true }, "reservation::")), offered(at("plenary", {}, "reservation::"))], [[], [["돌봄", null]]]);
  assert.deepEqual(offered(at("vote", {}, "reservation::kr2")), []);
});

test("a draft whose place another one has taken is offered beside it", () => {
  assert.deepEqual(offered(at("gather", { add: true }, "card::#1")), [["돌봄", "add"]]);
});

test("what is written for somebody else is offered to nobody as their own", () => {
  assert.deepEqual(offered(at("vote", {}, cardDraft(null, { id: "kr2" }))), []);
});

test("a card without a sentence begins with what there is, and fits", () => {
  assert.deepEqual(asCard({ title: " ", body: "돌봄\n마을" }, ["ko"]), { title: "돌봄 마을", body: "돌봄\n마을", language: "ko" });
  assert.equal(asCard({ body: "a".repeat(900) }, ["en"]).title.length, 200);
});
