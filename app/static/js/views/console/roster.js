// The list of delegates: a table goes in, all rows or none, and personal links come out.

import { html, nothing } from "lit";
import { define, Part } from "../../lib/element.js";
import { t, tn } from "../../lib/words.js";
import "./invited.js";

const COLUMNS = "reference,name,email,room,role,perspective,language";

export const rosterDialog = (state, desk, { close, page }) => html`<modal-box wide heading=${t("List of delegates")} @close=${close} .body=${html`<div class="heap">${page.role === "organiser" ? html`<invited-list .desk=${desk} .members=${state.workshop.members} .rooms=${state.workshop.rooms}></invited-list>` : nothing}<roster-form .desk=${desk}></roster-form></div>`}></modal-box>`;

class RosterForm extends Part {
  static properties = { desk: { attribute: false }, busy: { state: true }, told: { state: true } };

  async send(event) {
    event.preventDefault();
    const given = new FormData(event.target);
    const file = given.get("file");
    this.busy = true;
    // The file goes as it is: the server knows the ways in which spreadsheets write Korean and Japanese.
    this.told = await upload(this.desk.id, file?.size ? file : given.get("text"));
    this.busy = false;
  }

  render() {
    return html`<form class="heap" @submit=${this.send}>
      <p>${t("One line for each delegate. Sent again, it changes the seats by their reference; nobody is removed by being left out.")}</p>
      <p class="faint"><code>${COLUMNS}</code></p>
      <div class="field"><label for="roster-file">${t("A CSV file")}</label><input class="input" id="roster-file" type="file" name="file" accept=".csv,text/csv"></div>
      <div class="field"><label for="roster-text">${t("Or paste the lines here")}</label><textarea class="input" id="roster-text" name="text" rows="5" spellcheck="false" placeholder="${COLUMNS}&#10;KR-04,Delegate KR-04,,KR,participant,workers,ko"></textarea></div>
      <div aria-live="polite">${this.answer()}</div>
      <div class="deeds"><button class="cta" ?disabled=${this.busy}>${this.busy ? t("Reading…") : t("Take the list")}</button>
        <a class="ghost" href="/api/v1/workshops/${this.desk.id}/roster.csv?as=account">${t("Personal links (CSV)")}</a></div>
    </form>`;
  }

  answer() {
    if (!this.told) return nothing;
    if (this.told.members) return html`<p class="banner ok">${tn("{n} seat is on the list. Its personal link is in the CSV.", "{n} seats are on the list. Their personal links are in the CSV.", this.told.members.length)}</p>`;
    const rows = Object.entries(this.told.errors ?? {});
    return html`<p class="banner stop">${this.told.detail}</p>
      ${rows.length ? html`<div class="scroll"><table class="errors"><thead><tr><th scope="col">${t("Where")}</th><th scope="col">${t("What is wrong")}</th></tr></thead>
        <tbody>${rows.map(([where, texts]) => html`<tr><th scope="row">${place(where)}</th><td>${texts.join(" ")}</td></tr>`)}</tbody></table></div>` : nothing}`;
  }
}

define("roster-form", RosterForm);

/** "rows.3.room" and the like, in words. */
function place(where) {
  const [, row, column] = /(\d+)(?:\.(\w+))?$/.exec(where) ?? [];
  if (!row) return where;
  return column ? t("Line {row}, {column}", { row, column }) : t("Line {row}", { row });
}

async function upload(workshop, body) {
  try {
    const answer = await fetch(`/api/v1/workshops/${workshop}/roster?as=account`, { method: "POST", headers: { "Content-Type": "text/csv; charset=utf-8", Accept: "application/json" }, body });
    const said = await answer.json();
    return answer.ok ? said : { detail: said.detail ?? said.title, errors: said.errors };
  } catch {
    return { detail: t("The server did not answer. Nothing was changed.") };
  }
}
