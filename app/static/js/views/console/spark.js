// How busy a room was: thirty minutes, one bar each, the latest four strong.

import { html, svg } from "lit";
import { guard } from "lit/directives/guard.js";
import { t } from "../../lib/words.js";

const [STEP, BAR, HEIGHT, LOWEST, RECENT] = [10, 8, 28, 2, 4];
const LEAST_FULL = 8;

/** `activity`: commands a minute, oldest first. The scale starts at eight a minute, so that two clicks do not look like a storm. */
export const spark = (activity) => guard([activity.join()], () => {
  const full = Math.max(LEAST_FULL, ...activity);
  const busy = activity.slice(-5).reduce((sum, n) => sum + n, 0);
  return html`<svg class="spark" viewBox="0 0 ${activity.length * STEP - (STEP - BAR)} ${HEIGHT}" preserveAspectRatio="none" role="img"
    aria-label=${t("Activity in the last five minutes: {n}", { n: busy })}>${activity.map((n, i) => bar(n / full, i, i >= activity.length - RECENT))}</svg>`;
});

const bar = (share, i, recent) => {
  const height = Math.max(LOWEST, share * HEIGHT);
  return svg`<rect class=${recent ? "recent" : ""} x=${i * STEP} y=${HEIGHT - height} width=${BAR} height=${height} rx="1"></rect>`;
};
