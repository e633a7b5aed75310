// A crowd of browsers without screens: the product's own sync code, on lines that lose, double, delay and reorder, at a real server.
// One plan a line on standard input, one verdict a line on standard output.
//
// plan: {url, room, seats: [token], faults: {loss, double, late_ms}, seed, steps: [[client, deed, a, b]]}; a and b are numbers that
// pick among what is there. verdict: {ok, problems: [text], words, events}.

import { createInterface } from "node:readline";
import { isDeepStrictEqual } from "node:util";
import { IDBFactory } from "fake-indexeddb";
import { io } from "socket.io-client";
import { random } from "../../app/static/js/lib/shuffle.js";
import { openRoom } from "../../app/static/js/sync/room.js";

const SCRIPTS = ["생각", "かんがえ", "想法", "🙂👩‍🌾", "idea", "ý́tsku"];
const QUIET_MS = 60_000, PACE_MS = 500; // so long a crowd may take to come to rest, and for each step besides: all may be one member's
const nap = (ms) => new Promise((done) => setTimeout(done, ms));

/** What sync/socket.js gives, over a socket to which bad things happen. */
function openLine({ url, token, faults, roll }) {
  const socket = io(url, { auth: { token }, transports: ["websocket"], forceNew: true, reconnectionDelay: 100, reconnectionDelayMax: 500 });
  const ears = {};
  const world = { bad: true, gone: false, cutOff: false };
  const hit = (chance) => world.bad && roll() < chance;

  function hear(name, ...told) {
    if (!world.gone) ears[name]?.(...told);
  }

  function arrive(name, told) {
    if (hit(faults.loss)) return;
    const times = hit(faults.double) ? 2 : 1;
    for (let i = 0; i < times; i++) setTimeout(() => hear(name, structuredClone(told)), world.bad ? roll() * faults.late_ms : 0);
  }

  async function ask(event, payload) {
    if (world.gone || !socket.connected) throw new Error("no line");
    if (hit(faults.loss)) throw new Error("lost on its way");
    const answer = await socket.timeout(5000).emitWithAck(event, payload);
    if (hit(faults.loss)) throw new Error("its answer was lost");
    if (world.gone) return new Promise(() => {});
    return answer;
  }

  for (const name of ["connect", "disconnect", "connect_error", "goodbye", "desk", "presence"]) socket.on(name, (...told) => hear(name, ...told));
  for (const name of ["event", "text"]) socket.on(name, (told) => arrive(name, told));
  socket.on("mine", (told) => hear("mine", told));

  return Object.assign(world, {
    on: (name, ear) => (ears[name] = ear),
    connected: () => socket.connected && !world.gone,
    close: () => socket.close(),
    enter: (place) => ask("enter", place),
    command: (command) => ask("command", command),
    texts: { open: (wanted) => ask("text.open", wanted), update: (change) => ask("text.update", change), close: (doc) => ask("text.close", doc) },
    clock: () => ask("clock", {}),
    presence: (news) => socket.emit("presence", news),
    redial: () => socket.connect(),
    /** Not while it is still being opened: calling again would say hello twice. */
    cut() {
      if (!socket.connected) return;
      world.cutOff = true;
      socket.disconnect();
    },
    mend() {
      if (world.cutOff) socket.connect();
      world.cutOff = false;
    },
  });
}

/** One device: a line, a memory that outlives the page, and the page's room. */
class Device {
  constructor(plan, token, roll) {
    Object.assign(this, { plan, token, roll, memory: new IDBFactory(), held: new Map(), asked: [] });
  }

  async open() {
    const first = await fresh(this.plan, this.token);
    globalThis.indexedDB = this.memory;
    this.line = openLine({ url: this.plan.url, token: this.token, faults: this.plan.faults, roll: this.roll });
    this.room = openRoom({ line: this.line, room: this.plan.room, workshop: first.snapshot.workshop.id, first, frame: (tell) => setTimeout(tell, 5) });
  }

  get state() {
    return this.room.store.get();
  }

  get cards() {
    return this.state.cards.filter((card) => !card.pending);
  }

  /** The page goes, in the middle of whatever it was doing; another one comes. */
  async reload() {
    for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate); // a browser finishes writing what it was told to keep
    this.line.gone = true;
    this.room.close();
    this.held.clear();
    await this.open();
  }

  send(type, data, words = []) {
    this.asked.push(...words.map((word) => ({ word, by: type })));
    this.room.send(type, data).catch((error) => this.plan.problems.push(`${type}: ${error.stack}`));
  }

  /** Put a word into a text, as a field does whose caret stands between two words. */
  type(card, field, place, word) {
    const doc = `card:${card.id}`;
    if (!this.held.has(doc)) this.held.set(doc, this.room.texts.hold(doc, field, this.room.texts.hand(() => {})));
    const before = this.room.texts.read(doc, field, card[field]);
    const gaps = [0, ...[...before.matchAll(/;/g)].map((match) => match.index + 1)];
    const at = gaps[place % gaps.length];
    this.asked.push({ word, by: `${doc} ${field} in ${this.state.stage.kind}`, doc });
    this.room.texts.type(doc, field, { before, after: before.slice(0, at) + word + before.slice(at), row: card[field] });
  }

  get quiet() {
    return this.state.line === "online" && this.room.texts.unsent() === 0 && this.state.unsent === 0;
  }
}

/** What a new page of this member would show. Like a page, it asks again later where that was too fast. */
async function fresh(plan, token) {
  for (;;) {
    const answer = await entered(plan, token);
    if (answer.ok) return answer;
    if (!answer.error.retry_after) throw new Error(answer.error.detail);
    await nap(1000 * answer.error.retry_after);
  }
}

async function entered({ url, room }, token) {
  const socket = io(url, { auth: { token }, transports: ["websocket"], forceNew: true });
  try {
    return await socket.timeout(20_000).emitWithAck("enter", { room });
  } finally {
    socket.close();
  }
}

const DEEDS = {
  add: (device, a, b, word) => device.send("card.add", { title: word, theme: pick(device.state.themes, a)?.id ?? null }, [word]),
  move: (device, a, b) => with_(device, a, (card) => device.send("card.move", { card: card.id, theme: b % 3 ? (pick(device.state.themes, b)?.id ?? null) : null })),
  place: (device, a, b) => with_(device, a, (card) => device.send("card.move", { card: card.id, after: b % 2 ? null : (pick(device.cards, b)?.id ?? null) })),
  merge: (device, a, b) => with_(device, a, (card) => pick(device.cards, b)?.id !== card.id && device.send("card.merge", { into: card.id, cards: [pick(device.cards, b).id] })),
  remove: (device, a) => with_(device, a, (card) => device.send(card.removed ? "card.restore" : "card.remove", { card: card.id })),
  react: (device, a, b) => with_(device, a, (card) => device.send("reaction.toggle", { card: card.id, reaction: ["agree", "question", "important"][b % 3] })),
  comment: (device, a) => with_(device, a, (card) => device.send("comment.add", { card: card.id, text: "a comment" })),
  theme: (device, a, b, word) => device.state.themes.length < 8 && device.send("theme.add", { title: word.slice(0, 40) }),
  ready: (device, a) => device.send("ready.set", { done: a % 2 === 0 }),
  // What was never sent would be taken back for good, word and all; and of a private card that is taken back nothing is seen.
  undo: (device) => void (device.state.unsent || device.state.mine.cards.length || device.room.undo()),
  redo: (device) => void device.room.redo(),
  title: (device, a, b, word) => with_(device, a, (card) => device.type(card, "title", b, word)),
  body: (device, a, b, word) => with_(device, a, (card) => device.type(card, "body", b, word)),
  cut: (device) => device.line.cut(),
  mend: (device) => device.line.mend(),
  reload: (device) => device.reload(),
  wait: (device, a) => nap((a % 5) * 40),
  stage: (device, a) => device.state.mine.may.drive && void device.room.drive("stage.start", { stage: pick(device.state.programme.filter(({ kind }) => ["shape", "vote", "gather"].includes(kind)), a).id }),
};

const pick = (rows, n) => rows[n % rows.length];

function with_(device, n, deed) {
  const card = pick(device.cards, n);
  if (card) deed(card);
}

async function play(plan) {
  const roll = random(plan.seed);
  plan.problems = [];
  const devices = plan.seats.map((token) => new Device(plan, token, roll));
  for (const device of devices) await device.open();
  let serial = 0;
  for (const [who, deed, a, b] of plan.steps) {
    const device = pick(devices, who);
    await DEEDS[deed](device, a, b, `${pick(SCRIPTS, a + b)}${++serial};`);
    if (serial % 3 === 0) await nap(3);
  }
  for (const device of devices) Object.assign(device.line, { bad: false }).mend();
  await settled(devices, plan);
  await judge(devices, plan);
  for (const device of devices) device.room.close();
  const asked = devices.flatMap((device) => device.asked);
  return { ok: plan.problems.length === 0, problems: plan.problems, words: asked.length, events: devices[0].state.seq };
}

/** Everybody has sent what they had, and has heard what there is. */
async function settled(devices, plan) {
  const until = Date.now() + QUIET_MS + plan.steps.length * PACE_MS;
  for (let calm = 0; calm < 3; ) {
    await nap(150);
    for (const { room } of devices) room.wake();
    if (Date.now() % 900 < 160) devices.forEach(({ room }) => room.texts.resync());
    calm = devices.every(({ quiet }) => quiet) && (await level(devices, plan)) ? calm + 1 : 0;
    if (Date.now() > until) {
      plan.problems.push(`it does not come to rest: ${devices.map((device) => `${device.state.line} ${device.state.unsent} at ${device.state.seq}`)}`);
      return;
    }
  }
  await nap(2500); // what was typed last is saved to the rows after two seconds
  for (let i = 0; i < 20 && (await same(devices, plan)).length; i++) {
    devices.forEach(({ room }) => room.texts.resync());
    await nap(250);
  }
}

/** Every device is as far as a new page of its member would be. */
async function level(devices, plan) {
  const rooms = await Promise.all(devices.map(({ token }) => fresh(plan, token)));
  return devices.every(({ state }, i) => state.seq === rooms[i].snapshot.seq);
}

/** What a device shows beside what a new page of the same member would show. */
async function same(devices, plan) {
  const found = [];
  for (const [i, device] of devices.entries()) {
    const { snapshot, mine } = await fresh(plan, device.token);
    const { seq: _, ...own } = mine;
    for (const [part, value] of Object.entries({ ...snapshot, mine: { ...own, seq: device.state.mine.seq } })) {
      if (part !== "seq" && !isDeepStrictEqual(device.state[part], value)) found.push(`device ${i}, ${part}: ${difference(device.state[part], value)}`);
    }
    for (const [doc] of device.held) {
      const card = snapshot.cards.find((each) => `card:${each.id}` === doc);
      for (const field of card ? ["title", "body"] : []) {
        const shown = device.room.texts.read(doc, field, card[field]);
        if (shown !== card[field]) found.push(`device ${i}, ${doc} ${field}: shows ${shown}, the row has ${card[field]}`);
      }
    }
  }
  return found;
}

function difference(shown, there) {
  if (there && shown && typeof there === "object" && !Array.isArray(there)) {
    const key = Object.keys({ ...shown, ...there }).find((each) => !isDeepStrictEqual(shown[each], there[each]));
    return `${key}: ${difference(shown[key], there[key])}`;
  }
  if (!Array.isArray(shown) || !Array.isArray(there)) return `${JSON.stringify(shown)} instead of ${JSON.stringify(there)}`;
  const i = Math.max(0, shown.findIndex((row, n) => !isDeepStrictEqual(row, there[n])));
  return `row ${i} of ${shown.length} and ${there.length}: ${JSON.stringify(shown[i])} instead of ${JSON.stringify(there[i])}`;
}

async function judge(devices, plan) {
  plan.problems.push(...(await same(devices, plan)));
  const rooms = await Promise.all(devices.map(({ token }) => fresh(plan, token)));
  const { snapshot } = rooms[0];
  const cards = new Map([snapshot, ...rooms.map(({ mine }) => mine)].flatMap((part) => part.cards.map((card) => [card.id, card])));
  const texts = [...cards.values()].map(({ title, body }) => `${title}\n${body}`).join("\n");
  const kept = devices.flatMap(({ state }) => (state.lost ?? []).map(({ words }) => words)).join("\n");
  const events = await log(plan, devices[0].token);
  for (const [n, { word, by, doc }] of devices.flatMap((device, n) => device.asked.map((asked) => [n, asked]))) {
    const times = texts.split(word).length - 1;
    if (times > 1) plan.problems.push(`“${word}” is there ${times} times`);
    if (times > 0 || kept.includes(word)) continue;
    const about = events.filter((event) => doc && JSON.stringify(event).includes(doc.slice("card:".length)));
    plan.problems.push(`“${word}” is lost: device ${n}, ${by}, ${JSON.stringify(about)}`);
  }
  const holes = events.filter(({ seq }, n) => seq !== n + 1);
  if (holes.length || events.length !== snapshot.seq) plan.problems.push(`the log has ${events.length} lines, the room is at ${snapshot.seq}, first hole at ${holes[0]?.seq}`);
}

async function log({ url, room }, token) {
  const found = [];
  for (let more = true; more; ) {
    const answer = await fetch(`${url}/api/v1/rooms/${room}/events?since=${found.length}&limit=1000`, { headers: { Authorization: `Bearer ${token}` } });
    const page = await answer.json();
    found.push(...page.events);
    more = page.more;
  }
  return found;
}

for await (const line of createInterface({ input: process.stdin })) {
  let verdict;
  try {
    verdict = await play(JSON.parse(line));
  } catch (error) {
    verdict = { ok: false, problems: [error.stack], words: 0, events: 0 };
  }
  process.stdout.write(`${JSON.stringify(verdict)}\n`);
}
process.exit(0);
