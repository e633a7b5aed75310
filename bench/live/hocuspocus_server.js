// The peer `hocuspocus`: Yjs documents in memory, one for each room.

import { Server } from "@hocuspocus/server";

new Server({ address: "127.0.0.1", port: Number(process.env.PORT), quiet: true, stopOnSignals: true }).listen();
