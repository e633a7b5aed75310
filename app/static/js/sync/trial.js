// A trial of the line: is the server reached, in which way, how fast, and how far this machine's clock is off.

const PATIENCE_MS = 20_000;
const ROUNDS = 5;
const QUICK_MS = 500; // A round trip that nobody notices.

/** {result: good | slow | failed, way: websocket | polling, trip_ms, ahead_ms}; where it failed {result, why, refused}. `line` as socket.js gives it. */
export async function tryLine(line, { patience_ms = PATIENCE_MS, here_ms = Date.now } = {}) {
  try {
    await opened(line, patience_ms);
    const rounds = [];
    for (let n = 0; n < ROUNDS; n++) rounds.push(await round(line, here_ms));
    const quickest = [...rounds].sort((a, b) => a.trip_ms - b.trip_ms);
    const { trip_ms } = quickest[Math.floor(ROUNDS / 2)];
    const way = line.way();
    return { result: way === "websocket" && trip_ms < QUICK_MS ? "good" : "slow", way, trip_ms, ahead_ms: quickest[0].ahead_ms };
  } catch (error) {
    return { result: "failed", why: error.message, refused: error.refused ?? false };
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

async function round(line, here_ms) {
  const sent_ms = here_ms();
  const { now } = await line.clock();
  const got_ms = here_ms();
  return { trip_ms: got_ms - sent_ms, ahead_ms: (sent_ms + got_ms) / 2 - Date.parse(now) };
}
