// A trial of the line: is the server reached, in which way, how fast, and how far this machine's clock is off.

const PATIENCE_MS = 20_000;
const ROUNDS = 5;
const ROUND_MS = 5000; // What is not answered by then is lost.
const QUICK_MS = 500; // A round trip that nobody notices.

/**
 * {result: good | slow | failed, way: websocket | polling, trip_ms, slowest_ms, sent, lost, ahead_ms}; `sent` and `lost` count test
 * messages, `trip_ms` is their median. Where it failed {result, why, refused, pages}; `pages`: plain requests get through all the same.
 * `line` as socket.js gives it; `reach()` is a promise that is rejected where the server gives no page.
 */
export async function tryLine(line, { reach = async () => {}, patience_ms = PATIENCE_MS, round_ms = ROUND_MS, here_ms = Date.now } = {}) {
  try {
    await opened(line, patience_ms);
    const rounds = [];
    for (let n = 0; n < ROUNDS; n++) rounds.push(await round(line, here_ms, round_ms));
    const answered = rounds.filter(Boolean).sort((a, b) => a.trip_ms - b.trip_ms);
    if (!answered.length) throw new Error("timeout");
    const { trip_ms } = answered[Math.floor(answered.length / 2)];
    const [way, lost] = [line.way(), ROUNDS - answered.length];
    const good = way === "websocket" && trip_ms < QUICK_MS && !lost;
    return { result: good ? "good" : "slow", way, trip_ms, slowest_ms: answered.at(-1).trip_ms, sent: ROUNDS, lost, ahead_ms: answered[0].ahead_ms };
  } catch (error) {
    const pages = await reach().then(
      () => true,
      () => false,
    );
    return { result: "failed", why: error.message, refused: error.refused ?? false, pages };
  } finally {
    line.close();
  }
}

/** The last error says why, once patience is over: the line goes on trying by itself, in every way it knows. */
function opened(line, patience_ms) {
  return new Promise((done, fail) => {
    let why = "timeout";
    const over = setTimeout(() => fail(new Error(why)), patience_ms);
    const end = (deed, given) => {
      clearTimeout(over);
      deed(given);
    };
    line.on("connect", () => end(done));
    line.on("connect_error", (error) => {
      why = error.data?.detail ?? error.message;
      if (error.data) end(fail, Object.assign(new Error(why), { refused: true })); // The server has answered, and says no.
    });
  });
}

/** null where no answer came in time. */
async function round(line, here_ms, round_ms) {
  const sent_ms = here_ms();
  let over;
  const late = new Promise((_, fail) => (over = setTimeout(fail, round_ms, new Error("timeout"))));
  try {
    const { now } = await Promise.race([line.clock(), late]);
    const got_ms = here_ms();
    return { trip_ms: got_ms - sent_ms, ahead_ms: (sent_ms + got_ms) / 2 - Date.parse(now) };
  } catch {
    return null;
  } finally {
    clearTimeout(over);
  }
}
