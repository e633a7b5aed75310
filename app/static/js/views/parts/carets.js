// Who else writes in this field: in words beside its label, and a mark where each of them is.

import { html } from "lit";
import { asList } from "../../lib/dates.js";
import { tn } from "../../lib/words.js";
import { nameOf } from "./who.js";

export function writers(others, state) {
  const names = others.filter((each) => each.typing).map((each) => nameOf(state, each.member));
  return html`<span class="typist" role="status">${names.length ? writing(names) : null}</span>`;
}

export const writing = (names) => tn("{names} is writing", "{names} are writing", names.length, { names: asList(names) });

/** A mirror behind the field: the same words in the same place and language, which says where lines break, unseen, and between them the carets of the others. */
export function carets(marks, text, language, state) {
  if (!marks.length) return null;
  const ordered = [...marks].sort((a, b) => a.from - b.from);
  const starts = [0, ...ordered.map(({ from }) => from)];
  // What follows an end of line needs something to stand on.
  return html`<div class="mirror input" lang=${language} aria-hidden="true">${starts.map((start, i) => [i ? caret(ordered[i - 1], state) : null, text.slice(start, starts[i + 1])])}${"\u200b"}</div>`;
}

/** A name that would not fit beside its caret stands on the other side of it. */
export function turn(paper) {
  const end = paper.getBoundingClientRect().right;
  for (const mark of paper.querySelectorAll(".caret")) mark.firstElementChild.toggleAttribute("data-turned", mark.getBoundingClientRect().left + mark.firstElementChild.offsetWidth > end);
}

const caret = ({ member, typing }, state) => html`<i class="caret" ?data-writing=${typing}><b>${nameOf(state, member)}</b></i>`;
