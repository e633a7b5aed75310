// The big screen's page: what the server embedded, the line, and nothing to press.

import { startClock } from "../lib/clock.js";
import { embedded } from "../lib/page.js";
import { useCatalogue } from "../lib/words.js";
import { openScreen } from "../sync/screen.js";
import { connect } from "../sync/socket.js";
import "../views/screen/screen.js";

const page = embedded("page");
useCatalogue({ language: page.language, ...embedded("catalogue") });
startClock(page.now);

const shown = document.createElement("big-screen");
Object.assign(shown, { sight: embedded("screen"), line: "connecting", qr: "/screen/join.svg", address: page.address });
openScreen({ line: connect({ as: page.as }), workshop: page.workshop, told: (news) => Object.assign(shown, news) });
document.querySelector("#main").replaceChildren(shown);
