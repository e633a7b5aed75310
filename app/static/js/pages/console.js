// The console's page: what the server embedded, the line, the screen.

import { startClock } from "../lib/clock.js";
import { asksBeforeLeaving, embedded } from "../lib/page.js";
import { useCatalogue } from "../lib/words.js";
import { openDesk } from "../sync/desk.js";
import { connect } from "../sync/socket.js";
import "../views/console/screen.js";

const page = embedded("page");
useCatalogue(embedded("catalogue"));
startClock(page.now);

const screen = document.createElement("desk-screen");
screen.page = page;
screen.desk = openDesk({ line: connect({ as: page.as }), workshop: page.workshop, first: embedded("desk") });
document.querySelector("#desk-place").replaceWith(screen);

asksBeforeLeaving(screen.desk.leaving);
