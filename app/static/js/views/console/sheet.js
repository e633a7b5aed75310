// How people come in: the code, the address and its QR code, large enough to be shown or printed.

import { html } from "lit";
import { t } from "../../lib/words.js";
import { spell } from "./head.js";

export function sheetDialog(state, desk, { close, page }) {
  const { code, title, joining } = state.workshop;
  const who = {
    open: t("Everybody with this code can come in."),
    roster: t("Only delegates on the list come in, each by a personal link."),
    closed: t("Nobody new comes in any more. The set-up says who may."),
  }[joining];
  const address = `${page.address ?? location.origin}/j/${code}`;
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    desk.tell(t("The address is copied."), "ok");
    close();
  };
  return html`<modal-box heading=${t("Join sheet")} @close=${close} .body=${html`
      <div class="sheet">
        <p class="sheet-title">${title}</p>
        <p class="code big">${spell(code)}</p>
        <img class="qr" src="/workshops/${state.workshop.id}/join.svg?as=account" width="220" height="220" alt=${t("QR code of the address below")}>
        <p><a href=${address}>${address}</a></p>
        <p class="soft">${who}</p>
      </div>
    `} .foot=${html`${navigator.clipboard ? html`<button type="button" class="ghost" @click=${copy}>${t("Copy the address")}</button>` : null}<button type="button" class="cta" data-first @click=${() => print()}>${t("Print")}</button>`}></modal-box>`;
}
