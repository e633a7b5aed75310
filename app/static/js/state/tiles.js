// What a console works out from its tiles. Pure.

import { onBoard } from "./board.js";

/** The tiles with the newer one in its place. One that is older than what stands there, or of no known room, changes nothing. */
export function withTile(rooms, tile) {
  return rooms.map((room) => (room.id === tile.id && tile.seq >= room.seq ? { ...room, ...tile } : room));
}

/** The rooms that a command goes to: those picked, or all where none is. `picked`: ids, or null. */
export const chosen = (rooms, picked) => (picked ? rooms.filter((room) => picked.includes(room.id)) : rooms);

/** The stage that usually comes now: behind the one where most of `rooms` are; of equal ones the earlier. Null after the last. */
export function nextStage(programme, rooms) {
  const counts = programme.map((stage) => rooms.filter((room) => room.stage?.id === stage.id).length);
  const here = counts.indexOf(Math.max(...counts));
  return programme[here + 1] ?? null;
}

/** Minutes from now until the programme is over in the room that is furthest behind. `left(timer)`: seconds, null without a timer. */
export function minutesLeft(programme, rooms, left) {
  const each = rooms.map((room) => {
    const at = programme.findIndex((stage) => stage.id === room.stage?.id);
    const after = programme.slice(at + 1).reduce((sum, stage) => sum + stage.minutes, 0);
    return after + Math.max(0, left(room.timer) ?? 0) / 60;
  });
  return each.length ? Math.max(...each) : 0;
}

/** All raised hands, the longest waiting first: [{room, member, name, note, at}]. */
export function hands(rooms) {
  const all = rooms.flatMap((room) => room.hands.map((hand) => ({ ...hand, room })));
  return all.sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** Who else leads, by name: [{member, name, places: [{room: its name, or null for the console, away}]}]. */
export function leaders({ rooms, present }, me) {
  const at = [...present.map((each) => ({ ...each, room: null })), ...rooms.flatMap(({ name: room, leads }) => leads.map((each) => ({ ...each, room })))];
  const found = new Map();
  for (const { member, name, room, away } of at) {
    if (member === me) continue;
    if (!found.has(member)) found.set(member, { member, name, places: [] });
    found.get(member).places.push({ room, away });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** What starting a stage in `rooms` should be asked about first. */
export function doubts(programme, rooms, stage) {
  const at = (id) => programme.findIndex((each) => each.id === id);
  return {
    voting: rooms.filter((room) => room.poll?.state === "open"),
    closed: rooms.filter((room) => room.poll?.state === "closed"),
    joint: rooms.filter((room) => room.joint.some((poll) => poll.state === "open")),
    private: rooms.filter((room) => room.private > 0),
    drafting: rooms.filter((room) => room.drafts > 0),
    silent: rooms.filter((room) => room.silent.length),
    lacking: rooms.filter((room) => room.missing > 0 && ["plan", "visit", "declare"].includes(room.stage?.kind)),
    endorsing: rooms.filter((room) => room.declaration === "endorsing"),
    back: rooms.filter((room) => at(room.stage?.id) > at(stage.id)),
    again: rooms.filter((room) => room.stage?.id === stage.id),
  };
}

/** What is up on the rooms' screens: [{said, rooms}], one for each wording, the latest of it. `fresh(at)`: whether it is still shown. */
export function announced(rooms, fresh) {
  const up = new Map();
  for (const room of rooms) {
    const said = room.announcement;
    if (!said || !fresh(said.at)) continue;
    const key = said.stock ?? `"${said.text}`;
    const before = up.get(key) ?? { said, rooms: [] };
    up.set(key, { said: said.at > before.said.at ? said : before.said, rooms: [...before.rooms, room] });
  }
  return [...up.values()];
}

/** Whether the latest vote of the room is its own, not its share of one over several rooms, and in this state. */
export const ownVote = ({ poll }, state) => Boolean(poll && !poll.joint && poll.state === state);

/** What a vote in this room would be by its stage: {method, n: over how many, cards: ids of its measures, or null for the whole board}. */
export function voteOver({ stage, cards, measures }) {
  const { method = "dots", over } = stage.settings.poll ?? {};
  if (over === "measures" && measures.length) return { method, n: measures.length, cards: measures.map(({ id }) => id) };
  return { method, n: cards.filter(onBoard).length, cards: null };
}

/** The latest poll whose result may be seen, or null. */
export const lastResult = (snapshot) => snapshot.polls.findLast((poll) => poll.state === "revealed" && poll.result) ?? null;
