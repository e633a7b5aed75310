// Small pictures beside words, drawn in the colour of the words.

import { html, svg } from "lit";

const SHAPES = {
  more: svg`<circle cx="5" cy="12" r="1"/><circle cx="12" cy="12" r="1"/><circle cx="19" cy="12" r="1"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  minus: svg`<path d="M5 12h14"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  close: svg`<path d="M6 6l12 12M18 6 6 18"/>`,
  down: svg`<path d="m6 9.5 6 6 6-6"/>`,
  up: svg`<path d="m6 14.5 6-6 6 6"/>`,
  back: svg`<path d="M14.5 6l-6 6 6 6"/>`,
  undo: svg`<path d="M9 6 4.5 10.5 9 15M5 10.5h9a5 5 0 0 1 0 10h-2.5"/>`,
  redo: svg`<path d="m15 6 4.5 4.5L15 15M19 10.5h-9a5 5 0 0 0 0 10h2.5"/>`,
  out: svg`<path d="M13 5H5.5v14H13M10.5 12h9m-4-4 4 4-4 4"/>`,
  on: svg`<path d="M5 12h14m-6-6 6 6-6 6"/>`,
  hand: svg`<path d="M8 12.5V6.2a1.4 1.4 0 0 1 2.8 0v5m0-.3V4.6a1.4 1.4 0 0 1 2.8 0v6.3m0-.2V6a1.4 1.4 0 0 1 2.8 0v6m0-1.2V9a1.4 1.4 0 0 1 2.8 0v5.2c0 4-2.4 6.6-6 6.6-3.2 0-4.7-1.4-6.3-4.2L5 13.6a1.4 1.4 0 0 1 2.3-1.5L8 13"/>`,
  say: svg`<path d="M4.5 5.5h15v10.5h-8l-4 3.5V16h-3z"/>`,
  source: svg`<path d="M6 4.5h9l3.5 3.5v11.5H6zM14.5 4.5V8.5h4M9 12.5h6M9 15.8h6"/>`,
  merge: svg`<path d="M6 4.5v4.2c0 3 6 3.3 6 7v4M18 4.5v4.2c0 3-6 3.3-6 7M9.3 17l2.7 2.7 2.7-2.7"/>`,
  lock: svg`<path d="M6.5 11h11v8.5h-11zM9 11V8a3 3 0 0 1 6 0v3"/>`,
  people: svg`<circle cx="9" cy="8.5" r="3.2"/><path d="M3.5 19c.4-3.4 2.5-5 5.5-5s5.1 1.6 5.5 5M15.5 5.6a3.2 3.2 0 0 1 0 5.8M17 14.3c2 .6 3.2 2.1 3.5 4.7"/>`,
  clock: svg`<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>`,
  pause: svg`<path d="M9 6v12M15 6v12"/>`,
  play: svg`<path d="M8 5.5v13l10-6.5z"/>`,
  globe: svg`<circle cx="12" cy="12" r="8"/><path d="M4 12h16M12 4c2.4 2.3 3.5 5 3.5 8s-1.1 5.7-3.5 8c-2.4-2.3-3.5-5-3.5-8s1.1-5.7 3.5-8z"/>`,
  pen: svg`<path d="M5 19l1-4.2L16.2 4.6l3.2 3.2L9.2 18zM13.8 7l3.2 3.2"/>`,
  bell: svg`<path d="M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.8H5zM10 20.5h4"/>`,
  link: svg`<path d="M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1"/>`,
  video: svg`<path d="M4 7h10.5v10H4zM14.5 11l5-3v8l-5-3z"/>`,
};

export const icon = (name) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
