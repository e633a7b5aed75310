// What an event does to a room: apply(snapshot, event) is the next snapshot. Pure; the server's tests write cases for it.

/** `state` is a snapshot, with `mine` beside it; whatever else it holds stays as it is. */
export function apply(state, event) {
  const { put = {}, drop = {}, set = {}, doc, texts } = event.data ?? {};
  let next = { ...state, seq: event.seq };
  if (event.type === "text.saved") next = worded(next, doc, texts);
  for (const [path, rows] of Object.entries(put)) next = at(next, path, (old) => upsert(path, old, rows));
  for (const [path, ids] of Object.entries(drop)) next = at(next, path, (old) => old.filter((row) => !ids.includes(row.id)));
  for (const [key, value] of Object.entries(set)) next = { ...next, [key]: key === "private" ? counted(next, value) : merged(next[key], value) };
  return next;
}

/** `mine` comes whole each time, before the event it belongs to. What was told of an earlier moment comes too late. */
export const withMine = (state, mine) => (mine.seq < state.mine?.seq ? state : { ...state, mine });

/** The new text of a document, in the row it belongs to. */
function worded(state, doc, texts) {
  const [kind, id] = doc.split(":");
  if (kind === "card") return at(state, "cards", (cards) => change(cards, id, (card) => ({ ...card, ...texts })));
  if (kind === "measure") return at(state, "measures", (all) => change(all, id, (measure) => ({ ...measure, plan: { ...measure.plan, ...texts } })));
  return { ...state, declaration: { ...state.declaration, ...texts } };
}

const change = (rows, id, edit) => rows.map((row) => (row.id === id ? edit(row) : row));

/** Change the collection at `path`: "cards", or "cards/<id>/comments" for what lies inside a row. */
function at(state, path, edit) {
  const [key, id, inner] = path.split("/");
  if (!inner) return { ...state, [key]: edit(state[key] ?? []) };
  return { ...state, [key]: change(state[key] ?? [], id, (row) => ({ ...row, [inner]: edit(row[inner] ?? []) })) };
}

function upsert(path, old, rows) {
  const fresh = new Map(rows.map((row) => [row.id, row]));
  const known = new Set(old.map((row) => row.id));
  const next = old.map((row) => (fresh.has(row.id) ? { ...row, ...fresh.get(row.id) } : row));
  for (const [id, row] of fresh) if (!known.has(id)) next.push(row);
  const keys = ORDER[path.split("/").pop()];
  return keys ? next.sort((a, b) => compare(a, b, keys)) : next;
}

const ORDER = {
  themes: ["position", "id"],
  cards: ["position", "id"],
  measures: ["position", "id"],
  comments: ["at", "id"],
  visits: ["at", "id"],
  findings: ["code", "id"],
  polls: ["number"],
  members: ["number"],
};

// Positions are compared as the plain ASCII strings they are; localeCompare would mix capitals among small letters.
function compare(a, b, keys) {
  for (const key of keys) {
    if (a[key] < b[key]) return -1;
    if (a[key] > b[key]) return 1;
  }
  return 0;
}

const plain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

const merged = (old, value) => (plain(old) && plain(value) ? { ...old, ...value } : value);

/** The event tells everybody the same total; how many of those are others' depends on who looks. */
function counted(state, { total }) {
  return { total, others: total - (state.mine?.cards?.length ?? 0) };
}
