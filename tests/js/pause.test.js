import assert from "node:assert/strict";
import { test } from "node:test";
import { createPause } from "../../app/static/js/lib/pause.js";

test("a pause in typing is heard, and so is somebody who makes none", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const heard = [];
  const pause = createPause(() => heard.push(Date.now()), { quiet_ms: 100, longest_ms: 1500 });
  pause.begin();
  t.mock.timers.tick(100);
  assert.deepEqual(heard, [100]);
  for (let n = 0; n < 80; n++) {
    pause.begin();
    t.mock.timers.tick(50);
  }
  assert.deepEqual(heard, [100, 1600, 3100]);
  pause.end();
  t.mock.timers.tick(5000);
  assert.equal(heard.length, 3);
});
