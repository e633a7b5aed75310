// Who is here. Never stored and never numbered: the latest news wins.

/** `news`: {joined, changed: [entries], left: [member ids or entries]}. An entry is one member, however many devices. */
export function withPresence(present, { joined = [], changed = [], left = [] }) {
  const gone = new Set(left.map((each) => each.member ?? each));
  const fresh = new Map([...joined, ...changed].map((each) => [each.member, each]));
  const stay = present.filter((each) => !gone.has(each.member)).map((each) => ({ ...each, ...fresh.get(each.member) }));
  const known = new Set(stay.map((each) => each.member));
  return [...stay, ...[...fresh.values()].filter((each) => !known.has(each.member) && !gone.has(each.member))];
}
