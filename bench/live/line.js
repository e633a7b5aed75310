// One WebSocket, with as little work as possible: the load must not be what is measured.

import { connect } from "node:net";

const TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10;
const HEAD_END = Buffer.from("\r\n\r\n");

export class Line {
  /** hear(data, from, to) gets every message as a stretch of a buffer; once the line is gone `ended` is set and `end` called. */
  constructor(port, path, hear) {
    this.hear = hear;
    this.ended = false;
    this.end = () => {};
    this.rest = null;
    this.open = new Promise((resolve, reject) => {
      this.socket = connect({ host: "127.0.0.1", port, noDelay: true });
      this.socket.on("connect", () => this.socket.write(greeting(port, path)));
      this.socket.on("error", reject);
      this.socket.on("close", () => {
        this.ended = true;
        reject(new Error("closed"));
        this.end();
      });
      this.opened = resolve;
      this.refused = reject;
    });
    this.socket.on("data", (chunk) => this.#greeted(chunk));
  }

  /** Send a text (a string) or bytes (a Uint8Array). */
  send(message) {
    const text = typeof message === "string";
    this.#frame(text ? TEXT : BINARY, text ? Buffer.from(message) : message);
  }

  close() {
    this.socket.destroy();
  }

  #greeted(chunk) {
    const data = this.rest ? Buffer.concat([this.rest, chunk]) : chunk;
    const end = data.indexOf(HEAD_END);
    this.rest = data;
    if (end < 0) return;
    if (!data.latin1Slice(0, 12).endsWith(" 101")) return this.refused(new Error(data.latin1Slice(0, 40)));
    this.rest = null;
    this.socket.removeAllListeners("data");
    this.socket.on("data", (next) => this.#read(next));
    this.opened(this);
    if (data.length > end + 4) this.#read(data.subarray(end + 4));
  }

  #read(chunk) {
    const data = this.rest ? Buffer.concat([this.rest, chunk]) : chunk;
    let at = 0;
    for (;;) {
      const there = data.length - at;
      if (there < 2) break;
      let size = data[at + 1] & 127, head = 2;
      if (size === 126) {
        if (there < 4) break;
        size = data.readUInt16BE(at + 2);
        head = 4;
      } else if (size === 127) {
        if (there < 10) break;
        size = Number(data.readBigUInt64BE(at + 2));
        head = 10;
      }
      if (there < head + size) break;
      const kind = data[at] & 15, from = at + head;
      at = from + size;
      if (kind === TEXT || kind === BINARY) this.hear(data, from, at);
      else if (kind === PING) this.#frame(PONG, data.subarray(from, at));
      else if (kind === CLOSE) this.socket.destroy();
    }
    this.rest = at < data.length ? data.subarray(at) : null;
  }

  #frame(kind, data) {
    const size = data.length, head = size < 126 ? 2 : size < 65536 ? 4 : 10;
    const frame = Buffer.allocUnsafe(head + 4 + size);
    frame[0] = 128 | kind;
    frame[1] = 128 | (size < 126 ? size : size < 65536 ? 126 : 127);
    if (head === 4) frame.writeUInt16BE(size, 2);
    if (head === 10) frame.writeBigUInt64BE(BigInt(size), 2);
    frame.writeUInt32LE((Math.random() * 2 ** 32) >>> 0, head);
    for (let i = 0; i < size; i++) frame[head + 4 + i] = data[i] ^ frame[head + (i & 3)];
    this.socket.write(frame);
  }
}

function greeting(port, path) {
  return [
    `GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, "Connection: Upgrade", "Upgrade: websocket",
    "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", "",
  ].join("\r\n");
}
