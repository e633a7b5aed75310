// The server's time on a machine whose own is wrong.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { asTime, left_s, nextTick_ms, now_ms, sample, startClock } from "../../app/static/js/lib/clock.js";

const iso = (ms) => new Date(ms).toISOString();

beforeEach(() => startClock(null));

test("the answer that came back fastest tells the time", () => {
  const ahead_ms = 7 * 60_000;
  sample(iso(Date.now() + ahead_ms + 200), Date.now() - 500, Date.now());
  sample(iso(Date.now() + ahead_ms), Date.now() - 20, Date.now());
  sample(iso(Date.now() + ahead_ms - 300), Date.now() - 900, Date.now());
  assert.ok(Math.abs(now_ms() - Date.now() - ahead_ms) < 50);
});

test("when this machine's clock is set, what was known of it before is forgotten", () => {
  sample(iso(Date.now()), Date.now() - 5, Date.now());
  sample(iso(Date.now() + 3_600_000), Date.now() - 400, Date.now());
  assert.ok(Math.abs(now_ms() - Date.now() - 3_600_000) < 250);
});

test("a timer turns when its seconds do", () => {
  const ends = (left_ms) => ({ total_s: 60, left_s: 60, ends_at: iso(now_ms() + left_ms) });
  const timer = ends(12_340);
  assert.equal(asTime(left_s(timer)), "00:13");
  const wait_ms = nextTick_ms(timer);
  assert.ok(wait_ms > 300 && wait_ms <= 340, `${wait_ms}`);
  const late = nextTick_ms(ends(-2_200));
  assert.ok(late > 750 && late <= 800, `${late}`);
  assert.equal(nextTick_ms({ total_s: 60, left_s: 30, ends_at: null }), null);
  assert.equal(nextTick_ms(undefined), null);
});
