// The server's time on this machine: the answer that came back fastest tells the offset best.

const KEPT = 8;
const DRIFT_MS = 100;
let samples = [];
let offset_ms = 0;

/** The first guess comes with the page; it is late by however long the page took, and any answer replaces it. */
export function startClock(iso, here_ms = Date.now()) {
  samples = [];
  offset_ms = iso ? Date.parse(iso) - here_ms : 0;
}

/** An answer. Earlier ones that it cannot agree with were given before this machine's clock was set. */
export function sample(iso, sent_ms, got_ms) {
  const latest = { trip_ms: got_ms - sent_ms, offset_ms: Date.parse(iso) - (sent_ms + got_ms) / 2 };
  samples = [...samples.filter((each) => agree(each, latest)), latest].slice(-KEPT);
  offset_ms = samples.reduce((best, each) => (each.trip_ms < best.trip_ms ? each : best)).offset_ms;
}

const agree = (one, other) => Math.abs(one.offset_ms - other.offset_ms) <= (one.trip_ms + other.trip_ms) / 2 + DRIFT_MS;

export const now_ms = () => Date.now() + offset_ms;

/** Seconds left of a timer; below zero it is overrun. `null` where there is none. */
export function left_s(timer) {
  if (!timer?.total_s) return null;
  return timer.ends_at ? (Date.parse(timer.ends_at) - now_ms()) / 1000 : timer.left_s;
}

/** Milliseconds until a running timer reads differently; `null` where it stands still. */
export function nextTick_ms(timer) {
  const left = timer?.ends_at ? left_s(timer) : null;
  return left === null ? null : 1000 * (left - Math.floor(left)) || 1000;
}

/** "07:42", "1:05:00", and "+4:10" once the time is over. */
export function asTime(seconds) {
  const late = seconds < 0;
  const whole = late ? Math.floor(-seconds) : Math.ceil(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (n) => String(n).padStart(2, "0");
  const clock = hours ? `${hours}:${two(minutes)}:${two(rest)}` : late ? `${minutes}:${two(rest)}` : `${two(minutes)}:${two(rest)}`;
  return late ? `+${clock}` : clock;
}
