// The room's page: takes what came with it, opens the line, and shows the room at once.

import { startClock } from "../lib/clock.js";
import { asksBeforeLeaving, embedded } from "../lib/page.js";
import { useCatalogue } from "../lib/words.js";
import { openRoom } from "../sync/room.js";
import { connect } from "../sync/socket.js";
import "../views/room-screen.js";

const page = embedded("page");
useCatalogue({ language: page.language, ...embedded("catalogue") });

const first = embedded("snapshot");
// A page from the worker's shelf tells an old time; what it knew of the clock may still be right.
startClock(first.kept ? new Date(Date.now() + first.kept.ahead_ms).toISOString() : page.now);

const as = new URLSearchParams(location.search).get("as") === "account" ? "?as=account" : "";
const room = openRoom({ line: connect({ as: page.as }), room: page.room, workshop: first.snapshot.workshop.id, first, page: location.pathname + as });

const screen = document.createElement("room-screen");
screen.room = room;
document.getElementById("room").replaceChildren(screen);

// A phone that goes to the background is away, one that comes back asks at once what it missed.
// A reload asks the worker before the page goes.
document.addEventListener("visibilitychange", () => (document.hidden ? room.rest() : room.wake()));
// Whoever comes back to a page that the browser kept writes for nobody but themselves.
addEventListener("pagehide", () => room.show({ writing: null }));
asksBeforeLeaving(room.leaving);
addEventListener("beforeunload", room.keep);
