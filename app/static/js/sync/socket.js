// The line to the server. The only file that knows socket.io.

import { io } from "socket.io-client";

const PATIENCE_MS = 10_000;
const AGAIN_S = 5;
const FOR_THE_MOMENT = ["too_fast", "unavailable"];

/** Each question is a promise of its acknowledgement; it fails when none came in time. `link`: a personal link in place of a seat. */
export function connect({ as = null, link } = {}) {
  // A WebSocket first, because it is quick; plain requests where a firewall breaks it.
  const socket = io({ auth: { as, link }, transports: ["websocket", "polling"], tryAllTransports: true, reconnectionDelay: 500, reconnectionDelayMax: 5000 });
  // Refused for the moment only (too many windows, the database away): socket.io would not call again by itself.
  socket.on("connect_error", ({ data }) => FOR_THE_MOMENT.includes(data?.code) && setTimeout(() => socket.connect(), 1000 * (data.retry_after ?? AGAIN_S)));
  const ask = (event, payload) => socket.timeout(PATIENCE_MS).emitWithAck(event, payload);

  return {
    on: (event, hear) => socket.on(event, hear),
    connected: () => socket.connected,
    /** websocket or polling. */
    way: () => socket.io.engine?.transport.name,
    close: () => socket.close(),
    enter: (place) => ask("enter", place),
    leave: (place) => ask("leave", place),
    command: (command) => ask("command", command),
    texts: {
      open: (wanted) => ask("text.open", wanted),
      update: (change) => ask("text.update", change),
      close: (doc) => ask("text.close", doc),
      history: (doc) => ask("text.history", doc),
    },
    clock: () => ask("clock", {}),
    presence: (news) => socket.volatile.emit("presence", news),
    /** The server closed the line on purpose: socket.io would wait for us to call again. */
    redial: () => socket.connect(),
  };
}
