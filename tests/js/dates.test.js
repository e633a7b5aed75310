// Times as the viewer's language writes them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { asHour, asOwnMoment } from "../../app/static/js/lib/dates.js";
import { useCatalogue } from "../../app/static/js/lib/words.js";

const EARLY = new Date(2026, 11, 3, 15, 3).toISOString();

test("no nought stands before an hour of the afternoon", () => {
  useCatalogue({ language: "ko" });
  for (const told of [asHour(EARLY), asOwnMoment(EARLY)]) assert.match(told, /(^| )3:03/);
});
