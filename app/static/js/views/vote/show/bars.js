// Bars as pictures: parts side by side, each with what it says written in it, so that the hue is never needed.
// Widths are attributes in per cent, because the page's policy allows no inline styles; so the letters keep their size.

import { html, nothing, svg } from "lit";

// What a sign of a label needs, in per cent of a bar on a phone and of one on a desk.
const SIGN = { phone: 2.6, desk: 1.25 };

/** parts: [{size in per cent, label?, group?}]. `words` tell the same to ears; without them the bar is mere ornament. */
export function bar(parts, words = "") {
  let x = 0;
  const drawn = parts.map(({ size, label, group }) => {
    const from = x;
    x += size;
    return svg`<g data-group=${group ?? nothing}><rect x="${from}%" width="${size}%" height="100%"></rect>${label && without({ size, label }) !== true ? svg`<text class=${without({ size, label }) ? "tight" : nothing} x="${from + size / 2}%" y="50%">${label}</text>` : nothing}</g>`;
  });
  return html`<svg class="bar-of ${parts.some((each) => each.label) ? "tall" : ""}" role=${words ? "img" : nothing} aria-hidden=${words ? nothing : "true"} aria-label=${words || nothing}>${drawn}</svg>`;
}

/** Whether the label of a part finds no room in the bar: true, false, or "tight" where it depends on the screen. */
export function without({ size, label = "" }) {
  const signs = label.length + 1;
  return size < SIGN.desk * signs || (size < SIGN.phone * signs && "tight");
}
