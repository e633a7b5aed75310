// The server's tests write what each event did to a snapshot; the browser must come to the same.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { apply, withMine } from "../../app/static/js/state/apply.js";

const folder = new URL("../contract/", import.meta.url);

for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
  const told = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
  for (const { name, before, mine, event, after } of [told].flat()) {
    test(`${file}: ${name}`, () => {
      const { mine: _, ...came } = apply(withMine(before, mine ?? before.mine ?? { cards: [] }), event);
      const { mine: __, ...fresh } = after;
      assert.deepEqual(came, fresh);
    });
  }
}
