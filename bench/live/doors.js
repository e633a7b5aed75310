// How a client talks to each server: come in, do one op, and tell from a message whose op it is.

import * as Y from "yjs";

const PAD = "the quick brown fox jumps over the lazy dog and ".repeat(2);
const KEY = Buffer.from('"key":'), SEQ = Buffer.from('"seq":'), MARK = Buffer.from("#key:");
const SOCKET_IO = "/socket.io/?EIO=4&transport=websocket";
const FOUR = 52, TWO = 50, THREE = 51;

/** Socket.IO, for two peers and the product. `line` is the client's; `client` hears delivered and answered. */
class SocketIO {
  path = SOCKET_IO;

  constructor(client) {
    this.client = client;
  }

  /** Resolves once the server has let the client into its room. */
  enter() {
    return new Promise((resolve, reject) => {
      this.came = resolve;
      this.refused = reject;
    });
  }

  hear(data, from, to) {
    const kind = data[from], sort = data[from + 1];
    if (kind === TWO) this.line.send("3");
    else if (kind === 48) this.line.send(`40${JSON.stringify(this.credentials())}`);
    else if (kind !== FOUR) return;
    else if (sort === TWO) this.event(data, from, to);
    else if (sort === THREE) this.answer(data.toString("utf8", from + 2, to));
    else if (sort === 48) this.line.send(`420["enter",{"room":"${this.client.room}"}]`);
    else if (sort === FOUR) this.refused(new Error(data.toString("utf8", from, to)));
  }

  answer(text) {
    const start = text.indexOf("["), key = Number(text.slice(0, start));
    const [answer] = JSON.parse(text.slice(start));
    if (key) this.client.answered(key, answer);
    else if (answer.ok) this.came(answer);
    else this.refused(new Error(text.slice(0, 200)));
  }
}

/** `stock` and `node`: an op carries its key, and comes back with it. */
export class Plain extends SocketIO {
  credentials() {
    return {};
  }

  op(key) {
    const op = { room: this.client.room, key, text: PAD };
    this.line.send(`42${key}["op",${JSON.stringify(op)}]`);
  }

  event(data, from, to) {
    this.client.delivered(numberAfter(data, KEY, from), to - from);
  }
}

/** The product: an op is a command, its key is the number that the answer and the event carry. */
export class Product extends SocketIO {
  credentials() {
    return { token: this.client.plan.token };
  }

  op(key) {
    const { type, data } = this.client.plan.command(this.client);
    const command = { room: this.client.room, id: crypto.randomUUID(), type, data };
    this.line.send(`42${key}["command",${JSON.stringify(command)}]`);
  }

  /** `42["event",{"stream":…,"seq":n,…}]`; presence, tiles and what is private are no deliveries. */
  event(data, from, to) {
    if (data.latin1Slice(from + 4, from + 9) === "event") {
      this.client.delivered(numberAfter(data, SEQ, from), to - from);
    }
  }
}

const TOKEN = 2, SYNC = 0, SYNC_REPLY = 4, STATUS = 8, STEP_1 = 0, STEP_2 = 1, UPDATE = 2;

/** Hocuspocus: an op sets one's own entry of a shared map; its text begins with the key. */
export class Hocuspocus {
  path = "/";

  constructor(client) {
    this.client = client;
    this.name = Buffer.from([client.room.length, ...Buffer.from(client.room)]);
    this.doc = new Y.Doc();
    this.doc.on("update", (update) => (this.update = update));
    this.pending = [];
  }

  enter() {
    const password = [TOKEN, 0, 0];
    this.line.send(Buffer.concat([this.name, Buffer.from(password)]));
    this.line.send(Buffer.concat([this.name, Buffer.from([SYNC, STEP_1, 1, 0])]));
    return new Promise((resolve) => (this.came = resolve));
  }

  op(key) {
    this.doc.getMap("cards").set(`c${this.client.number}`, `#key:${key} ${PAD}`);
    this.pending.push(key);
    const head = [SYNC, UPDATE, ...varint(this.update.length)];
    this.line.send(Buffer.concat([this.name, Buffer.from(head), this.update]));
  }

  hear(data, from, to) {
    const at = from + this.name.length, kind = data[at];
    if (kind === STATUS) {
      if (this.pending.length) this.client.answered(this.pending.shift(), { ok: data[at + 1] === 1 });
    } else if (kind === SYNC || kind === SYNC_REPLY) {
      if (data[at + 1] === UPDATE) this.client.delivered(numberAfter(data, MARK, from), to - from);
      else if (data[at + 1] === STEP_2) this.came({});
    }
  }
}

function numberAfter(data, word, from) {
  let at = data.indexOf(word, from) + word.length, number = 0;
  for (; data[at] >= 48 && data[at] <= 57; at++) number = number * 10 + data[at] - 48;
  return number;
}

function varint(number) {
  const bytes = [];
  for (; number > 127; number >>>= 7) bytes.push((number & 127) | 128);
  return [...bytes, number];
}
