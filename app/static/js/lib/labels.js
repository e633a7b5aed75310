// Places for the labels of points in a field, so that none lies on another.

const TURNS = 16;
const RINGS = 14;
const NOWHERE = { x: -Infinity, y: -Infinity };

/**
 * Where each label stands: {x, y} of its middle for each of `points`, or null where the field is full.
 * Points and labels are measured in the same unit; all labels are as large as `box` and stay within `field`, both {width, height}.
 * A label keeps off the dots of the points and the lines that lead to them where it can, and off the other labels always.
 */
export function placed(points, field, box) {
  const spread = nearby(points, field, box);
  return spread.includes(null) ? gridded(points, field, box) : spread;
}

/** Round each point in widening rings, the first spot that is free. */
function nearby(points, field, box) {
  const [taken, drawn] = [[], []];
  return points.map((point) => {
    const spots = around(point, box).filter((spot) => within(spot, field, box) && !taken.some((other) => overlap(spot, other, box)));
    const clear = spots.filter((spot) => !points.some((dot) => covers(spot, dot, box)));
    const spot = clear.find((each) => !tangled({ from: point, to: each }, drawn, box)) ?? clear[0] ?? spots[0] ?? null;
    taken.push(spot ?? NOWHERE);
    drawn.push({ from: point, to: spot ?? NOWHERE });
    return spot;
  });
}

/** Whether the line to a label runs through another label, or a line to another label through this one. */
const tangled = (line, lines, box) => lines.some((other) => passes(line, other.to, box) || passes(other, line.to, box));

const passes = ({ from, to }, spot, box) => Array.from({ length: 12 }, (_, n) => n / 12).some((part) => covers(spot, { x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) }, box, 0));

function around({ x, y }, box) {
  const step = Math.max(box.width, box.height) / 2;
  return Array.from({ length: RINGS * TURNS }, (_, n) => {
    const far = box.height * 0.75 + Math.floor(n / TURNS) * step;
    const angle = (2 * Math.PI * (n % TURNS)) / TURNS - Math.PI / 4;
    return { x: x + far * Math.cos(angle) * (box.width / box.height), y: y + far * Math.sin(angle) };
  });
}

/** Where rings leave no room: each in the nearest free cell of a grid, as long as there are cells. */
function gridded(points, field, box) {
  const [columns, rows] = [Math.floor(field.width / box.width), Math.floor(field.height / box.height)];
  const free = Array.from({ length: columns * rows }, (_, n) => ({ x: ((n % columns) + 0.5) * (field.width / columns), y: (Math.floor(n / columns) + 0.5) * (field.height / rows) }));
  return points.map((point) => {
    if (!free.length) return null;
    const far = free.map((cell) => Math.hypot(cell.x - point.x, cell.y - point.y));
    return free.splice(far.indexOf(Math.min(...far)), 1)[0];
  });
}

const within = ({ x, y }, field, box) => x >= box.width / 2 && x <= field.width - box.width / 2 && y >= box.height / 2 && y <= field.height - box.height / 2;

export const overlap = (a, b, box) => Math.abs(a.x - b.x) < box.width - 1e-9 && Math.abs(a.y - b.y) < box.height - 1e-9;

const covers = (spot, dot, box, margin = 3) => Math.abs(spot.x - dot.x) < box.width / 2 + margin && Math.abs(spot.y - dot.y) < box.height / 2 + margin;
