// Waiting for a pause, but never for too long: somebody who types without one is heard all the same.

/**
 * Calls `act` once there has been no begin() for `quiet_ms`, and at the latest `longest_ms` after the first of them.
 * `clock()`: milliseconds.
 */
export function createPause(act, { quiet_ms, longest_ms, later = setTimeout, cancel = clearTimeout, clock = Date.now }) {
  let timer = null;
  let due = null;

  function end() {
    cancel(timer);
    timer = due = null;
  }

  return {
    begin() {
      due ??= clock() + longest_ms;
      cancel(timer);
      timer = later(
        () => {
          end();
          act();
        },
        Math.max(0, Math.min(quiet_ms, due - clock())),
      );
    },
    end,
  };
}
