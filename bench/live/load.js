// Play one load against one server and print what it took, as JSON. `run.py` gives the plan on standard input.
//
// The plan: {kind, port, pid, load, rooms: [{id, cards?, poll?: {url, token}}], clients: [{room, token?}], steady_s,
// saturated_s}. Client and server share a machine, so what is sent and what is heard are stamped by one clock.

import { readFileSync } from "node:fs";

import { Hocuspocus, Plain, Product } from "./doors.js";
import { Line } from "./line.js";

const DOORS = { product: Product, stock: Plain, node: Plain, hocuspocus: Hocuspocus };
const TICK_MS = 10, PATIENCE_MS = 15_000, BURSTS = 3, MINUTE_MS = 60_000;
const plan = JSON.parse(readFileSync(0, "utf8"));
const now = () => performance.now();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What was sent and heard since the last `begin`. */
const tally = {
  begin() {
    this.ops = new Map();
    this.heard = this.bytes = this.refused = this.slowed = 0;
    this.since = now();
    for (const client of clients) client.keys = [], (client.times = []);
  },
};
let clients = [], nextKey = 1;

class Client {
  keys = [];
  times = [];

  constructor(given, number) {
    this.plan = given;
    this.number = number;
    this.room = given.room;
    this.door = new DOORS[plan.kind](this);
    this.after = () => {};
  }

  async enter() {
    this.line = new Line(plan.port, this.door.path, (data, from, to) => this.door.hear(data, from, to));
    this.door.line = this.line;
    await this.line.open;
    await new Promise((resolve, reject) => {
      this.line.end = () => reject(new Error("closed before it was let in"));
      setTimeout(() => reject(new Error("not let in within a minute")), 60_000).unref();
      this.door.enter().then(resolve, reject);
    });
    return this;
  }

  send(first = now()) {
    const key = nextKey++;
    tally.ops.set(key, { sender: this, sentAt: first, number: key, done: false });
    this.door.op(key);
  }

  delivered(key, size) {
    this.keys.push(key);
    this.times.push(now());
    tally.heard++;
    tally.bytes += size;
  }

  answered(key, answer) {
    const op = tally.ops.get(key);
    if (!op) return;
    if (answer.ok) {
      op.done = true;
      op.took_ms = now() - op.sentAt;
      if (plan.kind === "product") op.number = answer.seq;
      this.after();
    } else {
      tally.ops.delete(key);
      if (answer.error?.code !== "too_fast") {
        if (tally.refused++ < 3) console.error(JSON.stringify(answer));
        this.after();
      } else {
        tally.slowed++;
        setTimeout(() => this.send(), answer.error.retry_after * 1000);
      }
    }
  }
}

/** Everybody comes in anew: whoever overload has cost the line is not missed in what follows. */
async function refill() {
  const cut = clients.filter((client) => client.line.ended).length;
  for (const client of clients) client.line.close();
  await pause(1500);
  await fill(plan.clients);
  await pause(1500);
  return cut;
}

async function fill(given) {
  const began = now();
  const entering = given.map((one, number) => new Client(one, number)).map((client) => client.enter());
  const settled = await Promise.allSettled(entering);
  clients = settled.filter((one) => one.status === "fulfilled").map((one) => one.value);
  const refused = settled.filter((one) => one.status === "rejected");
  if (refused.length) console.error(`${refused.length} refused: ${refused[0].reason}`);
  return { ms: now() - began, refused: refused.length };
}

/** Wait until every op is answered and heard by its whole room, or patience ends. */
async function settle() {
  const sizes = count(clients.map((client) => client.room));
  const wanted = () => {
    let all = 0;
    for (const op of tally.ops.values()) all += op.done ? sizes.get(op.sender.room) : Infinity;
    return all;
  };
  const end = now() + PATIENCE_MS;
  while (now() < end && tally.heard < wanted()) await pause(20);
}

function count(things) {
  const counted = new Map();
  for (const thing of things) counted.set(thing, (counted.get(thing) ?? 0) + 1);
  return counted;
}

/** Hold what everybody heard against what was sent: {deliveries, missing, doubled, p50, p99, last_ms}. */
function judged() {
  const rooms = new Map(), waits = [];
  let missing = 0, doubled = 0, unanswered = 0, last = 0, early = Infinity;
  for (const op of tally.ops.values()) {
    if (!rooms.has(op.sender.room)) rooms.set(op.sender.room, new Map());
    if (op.done) rooms.get(op.sender.room).set(op.number, op);
    else unanswered++;
    early = Math.min(early, op.sentAt);
  }
  for (const client of clients) {
    const ops = rooms.get(client.room) ?? new Map(), met = new Set();
    client.keys.forEach((key, i) => {
      const op = ops.get(key);
      if (!op) return;
      if (met.has(key)) doubled++;
      met.add(key);
      if (op.sender === client) return;
      waits.push(client.times[i] - op.sentAt);
      last = Math.max(last, client.times[i]);
    });
    missing += ops.size - met.size;
  }
  waits.sort((one, other) => one - other);
  const at = (share) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))];
  return {
    ops: tally.ops.size,
    deliveries: waits.length,
    missing,
    doubled,
    unanswered,
    refused: tally.refused,
    slowed: tally.slowed,
    bytes: tally.bytes / tally.heard,
    p50_ms: at(0.5),
    p99_ms: at(0.99),
    last_ms: last - early,
  };
}

/** Processor time of the server so far, in µs; its resident memory in kB. */
function cpu() {
  const fields = readFileSync(`/proc/${plan.pid}/stat`, "latin1").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS * 1000;
}

function memory() {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${plan.pid}/status`, "latin1"))[1]);
}

/** Everybody does one op a second, at a moment of their own, the same for every server. */
async function steady() {
  const random = seeded(7), began = now(), before = cpu(), own = process.cpuUsage();
  tally.begin();
  const due = [];
  for (const client of clients) {
    const phase = random() * 1000;
    for (let n = 0; n < plan.steady_s; n++) due.push([began + phase + n * 1000, client]);
  }
  due.sort((one, other) => one[0] - other[0]);
  for (const [moment, client] of due) {
    while (moment > now()) await pause(Math.max(1, moment - now()));
    client.send();
  }
  await settle();
  const used = cpu() - before, found = judged(), self = process.cpuUsage(own);
  return { ...found, cpu_us: used / found.deliveries, cpu_op_us: used / found.ops, load_us: (self.user + self.system) / found.deliveries };
}

/** Everybody does the next op as soon as the last is answered. */
async function saturated() {
  const before = cpu(), end = now() + plan.saturated_s * 1000;
  tally.begin();
  for (const client of clients) client.after = () => now() < end && client.send();
  for (const client of clients) client.send();
  await pause(plan.saturated_s * 1000);
  for (const client of clients) client.after = () => {};
  const heard = tally.heard - [...tally.ops.values()].filter((op) => op.done).length;
  await settle();
  const used = cpu() - before, found = judged();
  return { ...found, per_s: heard / plan.saturated_s, cpu_us: used / found.deliveries, cpu_op_us: used / found.ops };
}

/** Everybody at once, so many times. */
async function burst(times = BURSTS) {
  const found = [];
  for (let n = 0; n < times; n++) {
    tally.begin();
    for (const client of clients) client.send();
    await settle();
    found.push(judged());
    await pause(1500);
  }
  const middle = (name) => found.map((one) => one[name]).sort((a, b) => a - b)[times >> 1];
  const sum = (name) => found.reduce((all, one) => all + one[name], 0);
  return {
    ...Object.fromEntries(["p50_ms", "p99_ms", "last_ms"].map((name) => [name, middle(name)])),
    ...Object.fromEntries(["missing", "doubled", "unanswered", "refused"].map((name) => [name, sum(name)])),
  };
}

/** In the product an op takes the client's own card into the other column; while a vote is open it is a ballot. */
function moving(client) {
  const { cards, themes } = home(client);
  client.plan.turn = 1 - (client.plan.turn ?? 0);
  return { type: "card.move", data: { card: own(client, cards), theme: themes[client.plan.turn] } };
}

function voting(client) {
  const { cards, opened } = home(client);
  client.plan.vote = ((client.plan.vote ?? client.number) + 1) % cards.length;
  return { type: "ballot.cast", data: { poll: opened, choices: { [cards[client.plan.vote]]: 1 } } };
}

function home(client) {
  return plan.rooms.find((room) => room.id === client.room);
}

function own(client, cards) {
  return cards[Math.floor(client.number / plan.rooms.length)];
}

async function openPolls() {
  for (const room of plan.rooms) {
    const answer = await fetch(room.poll.url, {
      method: "POST",
      headers: { authorization: `Bearer ${room.poll.token}`, "content-type": "application/json" },
      body: JSON.stringify({ id: crypto.randomUUID(), type: "poll.open", data: { method: "dots" } }),
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(JSON.stringify(told));
    room.opened = told.data.poll;
  }
}

async function turnout() {
  let cast = 0;
  for (const room of plan.rooms) {
    const answer = await fetch(room.poll.url.replace("/commands", ""), { headers: { authorization: `Bearer ${room.poll.token}` } });
    const told = await answer.json();
    cast += (told.snapshot ?? told).polls.find((poll) => poll.id === room.opened).cast;
  }
  return cast;
}

function seeded(state) {
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** Once through everything, small, so that what is loaded only once is not counted as somebody's. */
async function warm() {
  await fill(plan.clients.slice(0, 2));
  tally.begin();
  for (let n = 0; n < 20; n++) {
    for (const client of clients) client.send();
    await pause(20);
  }
  await settle();
  for (const client of clients) client.line.close();
  await pause(500);
}

const LOADS = {
  async room() {
    for (const client of plan.clients) client.command = moving;
    await warm();
    const before = memory();
    await fill(plan.clients);
    await pause(2000);
    const told = { steady: await steady() };
    told.memory = { kb: (memory() - before) / clients.length };
    told.steady.cut = await refill();
    told.saturated = await saturated();
    told.memory.after_saturation_kb = (memory() - before) / clients.length;
    told.saturated.cut = await refill();
    if (plan.kind === "product") {
      await openPolls();
      for (const client of plan.clients) client.command = voting;
      await pause(2000);
    }
    told.burst = await burst();
    return told;
  },

  /** Everybody comes in within a minute, and casts once within the next, at a moment of their own. */
  async votes() {
    const random = seeded(11);
    clients = [];
    for (const [n, one] of plan.clients.entries()) {
      one.command = voting;
      clients.push(await new Client(one, n).enter());
    }
    await openPolls();
    await pause(2000);
    const before = cpu(), began = now();
    tally.begin();
    const due = clients.map((client) => [began + random() * MINUTE_MS, client]).sort((one, other) => one[0] - other[0]);
    for (const [moment, client] of due) {
      while (moment > now()) await pause(Math.max(1, moment - now()));
      client.send();
    }
    await settle();
    const took = [...tally.ops.values()].map((op) => op.took_ms).sort((one, other) => one - other);
    const { missing, doubled, unanswered, refused } = judged();
    return {
      votes: {
        members: clients.length,
        ...{ missing, doubled, unanswered, refused, counted: await turnout() },
        cpu_share: (cpu() - before) / 1000 / MINUTE_MS,
        answered_p50_ms: took[took.length >> 1],
        answered_p99_ms: took[Math.floor(took.length * 0.99)],
        answered_last_ms: took.at(-1),
      },
    };
  },

  async profile_room() {
    for (const client of plan.clients) client.command = moving;
    await warm();
    await fill(plan.clients);
    await pause(2000);
    process.kill(plan.pid, "SIGUSR1");
    const told = { steady: await steady() };
    process.kill(plan.pid, "SIGUSR1");
    await pause(1000);
    return told;
  },

  async profile_vote() {
    for (const client of plan.clients) client.command = voting;
    await fill(plan.clients);
    await openPolls();
    await pause(2000);
    process.kill(plan.pid, "SIGUSR1");
    const told = { burst: await burst(12) };
    process.kill(plan.pid, "SIGUSR1");
    await pause(1000);
    return told;
  },

  async profile_connect() {
    process.kill(plan.pid, "SIGUSR1");
    const told = await LOADS.connect();
    process.kill(plan.pid, "SIGUSR1");
    await pause(1000);
    return told;
  },

  async connect() {
    const before = cpu(), found = await fill(plan.clients);
    await pause(1000);
    return { connect: { ...found, cpu_ms: (cpu() - before) / 1000 } };
  },
};

const told = await LOADS[plan.load]();
Object.values(told).at(-1).cut = clients.filter((client) => client.line.ended).length;
console.log(JSON.stringify(told));
process.exit(0);
