// Impact and feasibility: the cards as points in a field of two axes, each with a letter that lies on no other.

import { html, svg } from "lit";
import { placed } from "../../../lib/labels.js";
import { asNumber } from "../../../lib/numbers.js";
import { t } from "../../../lib/words.js";

const FIELD = { width: 340, height: 240 };
const EDGE = { left: 40, top: 24, right: 8, bottom: 56 };
const STEPS = [1, 2, 3, 4, 5];
const INSET = 14;

const facts = (row, { result }) => result.facts?.[row.id] ?? { given: 0, impact: null, feasibility: null };

export const title = () => t("Impact and feasibility");
export const how = () => t("each judged from 1 to 5");
export const score = (row, poll) => (facts(row, poll).given ? t("{n} of 25", { n: asNumber(row.score) }) : t("judged by nobody"));
export const share = (row) => row.score / 25;
export const group = ({ score: product }, poll, row) => (row.score ? asNumber(product, 1) : null);
export const behind = () => t("A group is behind a card if one of its members puts it above the middle of the field.");
export const lettered = true;
export const leads = true;

export function about(row, poll) {
  const { impact, feasibility, given } = facts(row, poll);
  return given ? t("impact {impact} · feasibility {feasibility} · judged by {n}", { impact: asNumber(impact, 1), feasibility: asNumber(feasibility, 1), n: given }) : null;
}

export const columns = (poll) => [
  { title: t("Impact"), of: (row) => told(facts(row, poll).impact) },
  { title: t("Feasibility"), of: (row) => told(facts(row, poll).feasibility) },
  { title: t("Judged by"), of: (row) => facts(row, poll).given },
];

const told = (mean) => (mean == null ? "–" : asNumber(mean));

const along = (step) => INSET + ((step - 1) / 4) * (FIELD.width - 2 * INSET);
const up = (step) => FIELD.height - INSET - ((step - 1) / 4) * (FIELD.height - 2 * INSET);

export function picture({ poll, rows }) {
  const shown = rows.filter((row) => facts(row, poll).given);
  if (!shown.length) return null;
  const points = shown.map((row) => ({ x: along(facts(row, poll).feasibility), y: up(facts(row, poll).impact) }));
  const box = { width: 12 + 10 * Math.max(...shown.map((row) => row.letter.length)), height: 20 };
  const labels = kept(poll.result, () => placed(points, FIELD, box));
  const words = shown.map((row) => `${row.letter} ${row.title}: ${about(row, poll)}`).join("; ");
  return html`<figure class="field-of">
    <svg viewBox="0 0 ${EDGE.left + FIELD.width + EDGE.right} ${EDGE.top + FIELD.height + EDGE.bottom}" role="img" aria-label=${t("Impact and feasibility of each card. {cards}", { cards: words })}>
      <g transform="translate(${EDGE.left} ${EDGE.top})">${ground()} ${shown.map((row, n) => leader(points[n], labels[n], row))} ${shown.map((row, n) => label(labels[n], box, row))}</g>
    </svg>
    <figcaption class="soft">${t("Each letter stands for a card of the list; a line leads to its place. The further up and to the right, the better.")}</figcaption>
  </figure>`;
}

// A result does not change, and a screen is drawn anew for every event.
const places = new WeakMap();
function kept(result, make) {
  if (!places.has(result)) places.set(result, make());
  return places.get(result);
}

function ground() {
  const { width, height } = FIELD;
  const lines = STEPS.map((step) => svg`<path class="grid" d="M${along(step)} 0V${height}M0 ${up(step)}H${width}"></path><text x=${along(step)} y=${height + 12}>${step}</text><text x="-9" y=${up(step)}>${step}</text>`);
  return svg`<rect class="ground" width=${width} height=${height}></rect><rect class="best" x=${along(3)} width=${width - along(3)} height=${up(3)}></rect>${lines}
    <text class="axis" x=${width / 2} y=${height + 47}>${t("Feasibility")} →</text><text class="axis" transform="translate(-30 ${height / 2}) rotate(-90)">${t("Impact")} →</text>
    <text class="corner" x=${width / 4} y="-11">${t("Prepare the ground")}</text><text class="corner" x=${(3 * width) / 4} y="-11">${t("Do first")}</text>
    <text class="corner" x=${width / 4} y=${height + 29}>${t("Leave for now")}</text><text class="corner" x=${(3 * width) / 4} y=${height + 29}>${t("Easy, small gain")}</text>`;
}

const leader = (point, at, row) => svg`<g data-state=${row.state}>${at ? svg`<path class="leader" d="M${point.x} ${point.y}L${at.x} ${at.y}"></path>` : null}<circle class="point" cx=${point.x} cy=${point.y} r="4"></circle></g>`;

const label = (at, box, row) => (at ? svg`<g class="name" data-state=${row.state}><rect x=${at.x - box.width / 2 + 1} y=${at.y - box.height / 2 + 1} width=${box.width - 2} height=${box.height - 2} rx="4"></rect><text x=${at.x} y=${at.y + 0.5}>${row.letter}</text></g>` : null);
