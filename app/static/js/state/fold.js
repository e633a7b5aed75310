// Which groups a result would show, reckoned as the server does it (app/domain/folds.py), so that one can be told before.

const SMALLEST = 3;

/** {label: how many} as `safe` would show them, null where it would show none. `sizes`: {perspective or others: how many}. */
export function fold(sizes, order) {
  const shown = new Map(Object.entries(sizes).filter(([key, size]) => key !== "others" && size >= SMALLEST));
  const rank = (key) => (order.includes(key) ? order.indexOf(key) : order.length);
  let others = sum(Object.values(sizes)) - sum(shown.values());
  while (shown.size && others > 0 && others < SMALLEST) {
    const [smallest] = [...shown.keys()].sort((a, b) => shown.get(a) - shown.get(b) || rank(b) - rank(a));
    others += shown.get(smallest);
    shown.delete(smallest);
  }
  if (shown.size + Number(others > 0) < 2) return null;
  return { ...Object.fromEntries([...shown].sort(([a], [b]) => rank(a) - rank(b))), ...(others > 0 && { others }) };
}

const sum = (numbers) => [...numbers].reduce((all, n) => all + n, 0);

/** {perspective or others: how many delegates the room has of it}, in the workshop's order. */
export function sizesOf({ members, workshop }) {
  const keys = members.filter((member) => member.role === "participant").map((member) => member.perspective ?? "others");
  const order = [...workshop.perspectives.map((each) => each.key), "others"];
  return Object.fromEntries(order.map((key) => [key, keys.filter((each) => each === key).length]).filter(([, n]) => n));
}
