// A service worker: a room that this device has seen opens again without a network. With one, the network is always asked first.
//
// Kept are the room's page without what is in it (its shell, under its own headers), what the page last told of the room (its
// state: a text that the page chose), and the files that the page has loaded. A shell is kept once all its files are.

const ROOMS = "rooms 1";
const FILES = "files 1";
const PATIENCE_MS = 4000; // So long for the network, where there is something kept, and for the device's memory, which may never answer.
const MOST_ROOMS = 8;
const KEPT_MS = 7 * 24 * 3_600_000;
const MOST_ARRIVED = 4;

const ROOM = /^\/rooms\/[0-9a-f-]{36}$/i;
/** What brings somebody else before this browser, or sends them away. */
const DOOR = /^\/(sign-out$|sign-in(\/|$)|me\/|j\/)/;
const PAGE = /id="page">([^<]*)</;
const SNAPSHOT = /(<script type="application\/json" id="snapshot">)[^<]*(<\/script>)/;
const RELEASE = /\/static\/\w+\//;

/** Pages that came over the network and have not told yet that they are whole: {id of the window: [text, headers]}. */
const arrived = new Map();
let forgetting = Promise.resolve();
let silent = false; // The device's memory has not answered.
let forgotten = 0; // How often: what is being kept in the same moment is not.

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(begin()));
addEventListener("message", (event) => event.waitUntil(HEAR[event.data.what]?.(event.data, event.source)));
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname, searchParams } = new URL(url);
  if (origin !== location.origin) return;
  if (method === "POST" && mode === "navigate" && DOOR.test(pathname)) event.waitUntil(forgetAll());
  if (method !== "GET") return;
  if (mode === "navigate" && ROOM.test(pathname)) event.respondWith(room(event, pathname + (searchParams.get("as") === "account" ? "?as=account" : "")));
  else if (pathname.startsWith("/static/")) event.respondWith(file(event.request));
});

async function begin() {
  const strange = (await inTime(caches.keys(), [])).filter((name) => name !== ROOMS && name !== FILES);
  await inTime(Promise.all(strange.map((name) => caches.delete(name))));
  await clients.claim();
}

/** What the device's memory gives, or `otherwise` where it fails or does not answer: then no other file waits for it. */
async function inTime(work, otherwise = null) {
  let timer;
  const late = new Promise((done) => {
    timer = setTimeout(() => {
      silent = true;
      done(otherwise);
    }, PATIENCE_MS);
  });
  const given = await Promise.race([work.catch(() => otherwise), late]);
  clearTimeout(timer);
  return given;
}

/** The page over the network. Where that fails or lasts long, or a server in between answers that ours is away: what is kept. */
async function room(event, page) {
  const asked = fetch(event.request).then(
    async (answer) => {
      if ([401, 403, 404].includes(answer.status)) await inTime(forget(page));
      return answer;
    },
    () => null,
  );
  event.waitUntil(asked);
  const quick = await Promise.race([asked, new Promise((done) => setTimeout(done, PATIENCE_MS, null))]);
  if (quick && quick.status < 500) {
    if (quick.ok) arrive(event.resultingClientId, quick.clone());
    return quick;
  }
  return (await inTime(kept(page))) ?? (await asked) ?? Response.error();
}

function arrive(id, answer) {
  arrived.set(id, Promise.all([answer.text(), answer.headers]));
  for (const old of [...arrived.keys()].slice(0, -MOST_ARRIVED)) arrived.delete(old);
}

/** The address of a file has its content's hash in it: the one that is kept is right. */
async function file(request) {
  const kept = silent ? null : await inTime(caches.match(request.url, { cacheName: FILES, ignoreVary: true }));
  return kept ?? fetch(request);
}

const besides = (page) => page.replace(/(?=\?|$)/, "/state");

/** The last state in the last shell; null where there is none, or it is another member's, or old. */
async function kept(page) {
  await forgetting;
  const rooms = await caches.open(ROOMS);
  const [shell, state] = await Promise.all([page, besides(page)].map((each) => rooms.match(each, { ignoreVary: true })));
  if (!shell || !state || memberOf(shell) !== memberOf(state)) return null;
  if (Date.now() - Number(state.headers.get("Concord-At")) > KEPT_MS) {
    await forget(page);
    return null;
  }
  const told = (await state.text()).replaceAll("<", "\\u003c");
  const html = (await shell.text()).replace(SNAPSHOT, (_, open, close) => open + told + close);
  return new Response(html, { headers: shell.headers });
}

const memberOf = (answer) => answer.headers.get("Concord-Member");

function forgetAll() {
  forgotten += 1;
  forgetting = caches.delete(ROOMS);
  return forgetting;
}

async function forget(page) {
  forgotten += 1;
  const rooms = await caches.open(ROOMS);
  await Promise.all([rooms.delete(page, { ignoreVary: true }), rooms.delete(besides(page), { ignoreVary: true })]);
}

const HEAR = {
  /** The page has come over the network and works; these files were all it needed. */
  async whole({ page, member, files, state }, { id }) {
    const before = forgotten;
    const [html, given] = (await arrived.get(id)) ?? (await again(page));
    arrived.delete(id);
    const release = html.match(RELEASE)?.[0];
    const told = JSON.parse(html.match(PAGE)?.[1] ?? "{}");
    if (told.member !== member || !SNAPSHOT.test(html) || !files.every((each) => each.startsWith(release))) return;
    if (!(await keepFiles(files)) || forgotten !== before) return;
    const headers = new Headers(given);
    for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name);
    headers.set("Concord-Member", member);
    headers.set("Concord-Release", release);
    await forget(page);
    const rooms = await caches.open(ROOMS);
    await rooms.put(page, new Response(html.replace(SNAPSHOT, "$1$2"), { headers }));
    await this.state({ page, member, state });
    await tidy(rooms, release);
  },

  /** What the page knows of its room now. Not kept where its shell is not: that was forgotten, or is another member's by now. */
  async state({ page, member, state }) {
    const rooms = await caches.open(ROOMS);
    const shell = await rooms.match(page);
    if (!shell || memberOf(shell) !== member) return;
    await rooms.put(besides(page), new Response(state, { headers: { "Concord-Member": member, "Concord-At": Date.now() } }));
  },

  async forget({ page, member }) {
    const shell = await (await caches.open(ROOMS)).match(page);
    if (shell && memberOf(shell) === member) await forget(page);
  },
};

/** The first page of all came before there was somebody to keep it. */
async function again(page) {
  const answer = await fetch(page, { headers: { Accept: "text/html" } });
  return [answer.ok ? await answer.text() : "", answer.headers];
}

/** false where one of them is not to be had, or is of another release than the page. */
async function keepFiles(files) {
  const cache = await caches.open(FILES);
  const known = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  const fetched = files.filter((each) => !known.has(each)).map(async (each) => {
    const answer = await fetch(each);
    if (!answer.ok || !answer.headers.get("Cache-Control")?.includes("immutable")) return false;
    await cache.put(each, answer);
    return true;
  });
  return (await Promise.all(fetched)).every(Boolean);
}

/** One release, and so many rooms: those that were opened last. */
async function tidy(rooms, release) {
  const shells = (await rooms.keys()).map(({ url }) => url.replace(location.origin, "")).filter((page) => ROOM.test(page.split("?")[0]));
  const releases = await Promise.all(shells.map(async (page) => (await rooms.match(page)).headers.get("Concord-Release")));
  const stay = shells.filter((_, n) => releases[n] === release).slice(-MOST_ROOMS);
  await Promise.all(shells.filter((page) => !stay.includes(page)).map(forget));
  const files = await caches.open(FILES);
  const old = (await files.keys()).filter(({ url }) => !new URL(url).pathname.startsWith(release));
  await Promise.all(old.map((each) => files.delete(each)));
}
