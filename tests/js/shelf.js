/** What a device keeps, as lib/keep.js gives it. */
export function shelf() {
  const rows = new Map();
  return { rows, put: async (key, value) => rows.set(key, structuredClone(value)), drop: async (key, when = () => true) => rows.has(key) && when(rows.get(key)) && rows.delete(key), all: async () => [...rows] };
}
