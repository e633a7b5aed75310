// In which language the screens speak: a choice of another one loads the page again in it.

import { html } from "lit";
import { language as spoken, t } from "../../lib/words.js";

export function language({ practice, languages, on }) {
  const right = async (event) => {
    event.preventDefault();
    const form = event.target;
    await practice.finish("language");
    if (new FormData(form).get("language") === spoken()) on();
    else form.submit();
  };
  return html`<h1 tabindex="-1">${t("In which language do you read?")}</h1>
    <p>${t("The buttons and instructions speak it. You write in any language you like.")}</p>
    <form class="heap" method="post" action="/language" @submit=${right}>
      <input type="hidden" name="back" value=${location.pathname}>
      <fieldset class="picks"><legend class="ear">${t("Language")}</legend>
      ${Object.entries(languages).map(([code, name]) => html`<label class="choice"><input type="radio" name="language" value=${code} ?checked=${code === spoken()}><span lang=${code}>${name}</span></label>`)}</fieldset>
      <div class="deeds"><button class="cta">${t("This is my language")}</button></div>
    </form>`;
}
