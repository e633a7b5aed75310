"""What the delegates noticed, as figures and as tables in Markdown.

`python -m bench.attacks.table NOW.json` draws all figures; with BEFORE.json after it, it compares the two.
"""

import math
import sys
from pathlib import Path

import orjson

from bench.live.table import number, rows

LONG_S = 0.2
MB = 2**20
HEAD = (
    *("attack", "server", "lines lost", "deeds", "answer p50 / p99 / worst", "neighbour p50 / p99 / worst"),
    *(
        "over 200 ms",
        "quiet: p99 / worst",
        "ratio p99",
        "lost, doubled",
        "MB before / peak / after",
        "what the attacker was told",
    ),
    "answers after",
)


def summed(phase):
    """The waits of a phase as figures in ms."""
    return {
        "ops": phase["ops"],
        "answer": waits(phase["acked"]),
        "neighbour": waits(phase["delivered"]),
        "lost_lines": phase["lost_lines"],
        "unanswered": phase["unanswered"],
        "offline": phase["offline"],
        "gaps": phase["gaps"],
        "refused": phase["refused"],
        "lag_ms": phase["lag"] * 1000,
    }


def waits(seconds):
    ordered = sorted(seconds)
    if not ordered:
        return {"many": 0, "p50": None, "p99": None, "worst": None, "long": 0}

    def share(part):
        return ordered[math.ceil(len(ordered) * part) - 1] * 1000

    long = sum(second > LONG_S for second in ordered)
    return {"many": len(ordered), "p50": share(0.5), "p99": share(0.99), "worst": ordered[-1] * 1000, "long": long}


def line(found):
    """One row: the time of the attack, beside the quiet time before it on the same server."""
    quiet, during = found["phases"]["quiet"], found["phases"]["attack"]
    later = found["phases"]["after"]
    lost = during["lost_lines"] + later["lost_lines"]
    left = during["unanswered"] + later["unanswered"] + during["offline"] + later["offline"]
    memory = found["memory"]
    return (
        found["title"],
        found["mode"] + (" × 2" if found["processes"] > 1 else ""),
        f"{lost}",
        f"{during['ops']:,}" + (f" ({left} in vain)" if left else ""),
        _three(during["answer"]),
        _three(during["neighbour"]),
        f"{during['answer']['long']} + {during['neighbour']['long']}",
        f"{_ms(quiet['answer']['p99'])} / {_ms(quiet['answer']['worst'])}",
        ratio(during["answer"]["p99"], quiet["answer"]["p99"]),
        f"{during['gaps'] + later['gaps']}; {found['missing'] + found['lost_words']}, {found['doubled']}",
        " / ".join(number(memory[name] / MB) for name in ("before", "peak", "after")),
        _told(found["attacker"]),
        _answers(found),
    )


def ratio(during, quiet):
    return f"{during / quiet:.1f}" if during and quiet else "–"


def _three(figures):
    return " / ".join(_ms(figures[name]) for name in ("p50", "p99", "worst"))


def _ms(value):
    return "–" if value is None else number(value)


def _told(outcome):
    words = [f"{key}: {many:g}" for key, many in sorted(outcome["told"].items())]
    return ("" if outcome["held"] in (True, None) else "**not held** ") + ", ".join(words)


def _answers(found):
    if found["answers_s"] is None:
        return "**never**" if found["alive"] else "**the process is gone**"
    return f"{found['answers_s']:.1f} s"


def drawn(found):
    return rows([HEAD, ("---",) * len(HEAD), *(line(each) for each in found)])


COMPARED = (
    *("attack", "server", "lines lost", "before", "worst wait", "before", "p99", "p99 in quiet", "waits over 200 ms"),
    *("before", "MB grown", "before", "right words kept out, or more than one may"),
)


def compared(found, before):
    """Rows of now beside those of before, where the same attack on the same server was measured there."""
    old = {(each["attack"], each["mode"]): each for each in before}
    lines = [_beside(each, old.get((each["attack"], each["mode"]))) for each in found]
    return rows([COMPARED, ("---", "---", *["---:"] * 10, "---"), *lines])


def _beside(now, before):
    (lost, worst, long, grown), (lost_b, worst_b, long_b, grown_b) = noticed(now), noticed(before)
    during, quiet = now["phases"]["attack"]["answer"]["p99"], now["phases"]["quiet"]["answer"]["p99"]
    held = {True: "no", False: "**yes**", None: ""}
    kept = held[now["attacker"]["held"]] + (
        f" (before: {held[before['attacker']['held']].strip('*')})" if before else ""
    )
    return (
        *(now["title"], now["mode"] + (" × 2" if now["processes"] > 1 else ""), lost, lost_b, worst, worst_b),
        *(f"{_ms(during)} ms", f"{_ms(quiet)} ms", long, long_b, grown, grown_b),
        "" if now["attacker"]["held"] is None else kept,
    )


def noticed(found):
    """Lost lines, the worst wait, waits over 200 ms, and how many MB more memory was taken at most."""
    if found is None:
        return ("",) * 4
    phases = [found["phases"][name] for name in ("attack", "after")]
    kinds = [phase[kind] for phase in phases for kind in ("answer", "neighbour")]
    lost = sum(phase["lost_lines"] for phase in phases)
    gone = found["answers_s"] is None
    worst = "for ever" if gone else f"{_ms(max((kind['worst'] or 0) for kind in kinds))} ms"
    grown = (found["memory"]["peak"] - found["memory"]["before"]) / MB
    return str(lost), worst, str(sum(kind["long"] for kind in kinds)), f"{grown:.0f}"


if __name__ == "__main__":
    files = [orjson.loads(Path(name).read_bytes()) for name in sys.argv[1:3]]
    print(drawn(*files) if len(files) == 1 else compared(*files))
