// The peer `node`: plain Socket.IO. Says every op to its room, keeps nothing.

import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer((_request, answer) => answer.end("ok"));
const io = new Server(http, { transports: ["websocket"] });

io.on("connection", (socket) => {
  socket.on("enter", ({ room }, answer) => {
    socket.join(room);
    answer({ ok: true });
  });
  socket.on("op", (op, answer) => {
    io.to(op.room).emit("op", op);
    answer({ ok: true });
  });
});

http.listen(Number(process.env.PORT), "127.0.0.1");
