"""The two tables: what was measured, and how Concord stands to its peers beside what it should reach."""

FIGURES = (
    ("300 at 1/s: CPU per delivery", "steady", "cpu_us", "µs"),
    ("300 at 1/s: CPU per op", "steady", "cpu_op_us", "µs"),
    ("300 at 1/s: propagation p50", "steady", "p50_ms", "ms"),
    ("300 at 1/s: propagation p99", "steady", "p99_ms", "ms"),
    ("saturated: deliveries a second", "saturated", "per_s", ""),
    ("saturated: CPU per delivery", "saturated", "cpu_us", "µs"),
    ("saturated: propagation p50", "saturated", "p50_ms", "ms"),
    ("300 at once: propagation p50", "burst", "p50_ms", "ms"),
    ("300 at once: propagation p99", "burst", "p99_ms", "ms"),
    ("300 at once: until the last has all", "burst", "last_ms", "ms"),
    ("memory per client after load", "memory", "kb", "kB"),
    ("memory per client after saturation", "memory", "after_saturation_kb", "kB"),
    ("1,000 connect: until all are in", "connect", "ms", "ms"),
    ("1,000 connect: CPU of all", "connect", "cpu_ms", "ms"),
    ("bytes of a delivery", "steady", "bytes", "B"),
    ("load generator: CPU per delivery", "steady", "load_us", "µs"),
)
AT_MOST, AT_LEAST = "≤", "≥"
GOALS = (
    ("CPU per delivery, 300 at 1/s", "steady", "cpu_us", "hocuspocus", AT_MOST, 1.0, ""),
    ("CPU per delivery, 300 at 1/s", "steady", "cpu_us", "stock", AT_MOST, 0.5, ""),
    ("CPU per delivery, 300 at 1/s", "steady", "cpu_us", "node", AT_MOST, 1.0, "stretch"),
    ("deliveries a second, saturated", "saturated", "per_s", "hocuspocus", AT_LEAST, 1.0, ""),
    ("deliveries a second, saturated", "saturated", "per_s", "stock", AT_LEAST, 2.5, ""),
    ("deliveries a second, saturated", "saturated", "per_s", "node", AT_LEAST, 1.0, "stretch"),
    ("propagation p50, 300 at 1/s", "steady", "p50_ms", "hocuspocus", AT_MOST, 1.5, ""),
    ("propagation p99, 300 at 1/s", "steady", "p99_ms", "hocuspocus", AT_MOST, 2.0, ""),
    ("propagation p99, 300 at once", "burst", "p99_ms", "node", AT_MOST, 1.0, ""),
    ("memory per client after load", "memory", "kb", "hocuspocus", AT_MOST, 1.0, ""),
    ("1,000 connect", "connect", "ms", "node", AT_MOST, 2.0, ""),
)
NEVER = {
    "missing": "deliveries missing",
    "doubled": "deliveries doubled",
    "unanswered": "ops not answered in time",
    "refused": "ops or connections refused",
    "cut": "lines cut by the server",
    "slowed": "ops sent again after too_fast",
}


def drawn(found):
    """Both tables as Markdown. found: {server: {(load, figure): number}}."""
    return "\n\n".join((absolute(found), ratios(found), never(found)))


def absolute(found):
    lines = [("", *found), ("---", *("---:" for _ in found))]
    for title, load, figure, unit in FIGURES:
        lines.append((title, *(f"{number(told[load, figure])} {unit}".rstrip() for told in found.values())))
    return rows(lines)


def ratios(found):
    lines = [("Concord to a peer", "peer", "ratio", "goal", ""), ("---", "---", "---:", "---", "---")]
    for title, load, figure, peer, sense, limit, note in GOALS:
        if "product" in found and peer in found:
            ratio = found["product"][load, figure] / found[peer][load, figure]
            met = ratio <= limit if sense == AT_MOST else ratio >= limit
            if figure == "ms" and found["product"][load, "refused"]:
                met = False
            goal = f"{sense} {limit:g} {note}".rstrip()
            lines.append((title, peer, f"{ratio:.2f}", goal, "met" if met else "missed"))
    if "product" in found:
        wrong = sum(value for (_, name), value in found["product"].items() if name in ("missing", "doubled"))
        lines.append(("missing or doubled deliveries", "", f"{wrong:g}", "0", "missed" if wrong else "met"))
    return rows(lines)


def never(found):
    """What should not happen, summed over all rounds and loads."""
    lines = [("", *found), ("---", *("---:" for _ in found))]
    for figure, title in NEVER.items():
        sums = [sum(value for (_, name), value in told.items() if name == figure) for told in found.values()]
        lines.append((title, *(f"{value:g}" for value in sums)))
    return rows(lines)


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def rows(lines):
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
