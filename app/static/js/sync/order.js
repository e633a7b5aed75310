// Events in the order of their numbers, each once: old ones are dropped, the next is taken, a gap is asked about.

/** `take(event)` applies one; `ask(since)` fetches what is missing and ends in `settle()` or `reset(seq)`. */
export function createOrder({ seq, take, ask }) {
  let early = [];
  let asking = false;

  function receive(event) {
    if (event.seq <= seq) return "old";
    if (event.seq > seq + 1) {
      early.push(event);
      missing();
      return "gap";
    }
    seq = event.seq;
    take(event);
    return "next";
  }

  function drain() {
    const waiting = early.sort((a, b) => a.seq - b.seq);
    early = [];
    for (const event of waiting) receive(event);
  }

  function missing() {
    if (asking) return;
    asking = true;
    ask(seq);
  }

  return {
    seq: () => seq,
    receive(event) {
      const place = receive(event);
      if (place === "next" && early.length) drain();
      return place;
    },
    /** The server's number, heard by the way: anything missed? */
    check(known) {
      if (known > seq) missing();
    },
    /** What was asked for could not be had; what came early waits until the line is back and it is asked for again. */
    rest() {
      asking = false;
    },
    /** What was asked for has been received; what came early may fit now. */
    settle() {
      asking = false;
      drain();
    },
    /** A fresh snapshot stands at `at`. */
    reset(at) {
      seq = at;
      asking = false;
      drain();
    },
  };
}
