// One value and who watches it. However often it changes, the watchers hear of it once a frame.

export function createStore(value, frame = nextFrame) {
  const watchers = new Set();
  let waiting = false;

  function tell() {
    waiting = false;
    for (const watcher of [...watchers]) watcher(value);
  }

  return {
    get: () => value,
    set(next) {
      if (next === value) return;
      value = next;
      if (!waiting) {
        waiting = true;
        frame(tell);
      }
    },
    /** Returns how to stop watching. */
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

// A tab in the background gets no frames, but its title and what a screen reader says should still be true.
function nextFrame(tell) {
  if (document.hidden) setTimeout(tell, 250);
  else requestAnimationFrame(tell);
}
