import assert from "node:assert/strict";
import { test } from "node:test";
import { tongue } from "../../app/static/js/lib/tongue.js";

test("a text's script tells its language, whoever wrote it", () => {
  assert.equal(tongue("돌봄 협동조합 표준 계약서", ["en"]), "ko");
  assert.equal(tongue("労働者協同組合を広げる", ["zh-Hans"]), "ja");
  assert.equal(tongue("One fund for all", ["ko", "en"]), "en");
});

test("Han characters alone are in the language that is spoken here", () => {
  assert.equal(tongue("合作社", ["zh-Hans", "en"]), "zh-Hans");
  assert.equal(tongue("協同組合", ["en", "ja"]), "ja");
  assert.equal(tongue("合作社"), "zh-Hans");
});

test("where nothing is known nothing is said", () => {
  assert.equal(tongue("One fund for all"), "");
});
