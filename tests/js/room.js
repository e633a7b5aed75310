// A small room for tests: three themes, four cards, seven seats.

const card = (id, theme, position, title, more = {}) => ({
  id, theme, position, kind: "proposal", language: "en", title, body: "", gloss: "", perspective: null, author: null,
  merged_into: null, removed: false, late: false, findings: [], comments: [], reactions: {}, ...more,
});

export const room = () => ({
  seq: 7,
  room: { id: "r", workshop: "w", name: "Republic of Korea", country: "KR", private_writing: false, groups_shown: false, locked: false, poll: {} },
  stage: { id: "s", kind: "shape", title: "Shape", permissions: { cards: true, arrange: true, add: true } },
  themes: [{ id: "t1", title: "One", position: "a0" }, { id: "t2", title: "Two", position: "a1" }],
  cards: [card("c1", "t1", "a0", "First"), card("c2", "t1", "a1", "Second"), card("c3", "t2", "a0", "Third"), card("c4", null, "a0", "Tray")],
  private: { total: 2, others: 2 },
  measures: [{ id: "m1", position: "a0", cards: ["c1"], plan: { what: "Insure" }, missing: ["lead"] }],
  polls: [],
  declaration: { state: "draft", preamble: "", endorsed: 0, expected: 7 },
  members: [{ id: "kr1", number: 1, name: "KR-01", role: "participant" }, { id: "kr2", number: 2, name: "KR-02", role: "participant" }],
  findings: [],
  ready: 0,
  announcement: null,
  ui: {},
  mine: { room: "r", member: { id: "kr1", name: "KR-01", role: "participant", language: "ko" }, cards: [], own: ["c1"], ballots: {}, entitled: [], reminded: {}, nudged: null, notes: [], ready: false, endorsement: null, reactions: {}, may: {} },
});
