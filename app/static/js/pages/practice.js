// The page of the practice: what came with it, a line once it is to be tried, and where the server hears that a step is done.

import { copies } from "../lib/copying.js";
import { embedded } from "../lib/page.js";
import { t, useCatalogue } from "../lib/words.js";
import { openPractice } from "../sync/practice.js";
import { connect } from "../sync/socket.js";
import "../views/practice/screen.js";

const page = embedded("page");
useCatalogue({ language: page.language, ...embedded("catalogue") });

const screen = document.createElement("practice-room");
screen.languages = embedded("languages");
screen.practice = openPractice({
  page,
  samples: [t("A meeting place in every village"), t("Training for young people"), t("A fund for new cooperatives")],
  dial: () => connect({ link: page.link }),
  reach,
  tell,
});
document.querySelector("#practice").replaceChildren(screen);

copies((button) => (button.nextElementSibling.textContent = t("Copied.")));

async function reach() {
  const answer = await fetch("/healthz", { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
}

async function tell(step, result) {
  const answer = await fetch(`/me/${page.link}/practice`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ step, result }) });
  if (!answer.ok) throw new Error(String(answer.status));
}
