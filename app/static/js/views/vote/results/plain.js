// What a method shows that has no picture of its own. A method's file says what differs:
//   title() how(poll)            its name, and in a few words how one voted
//   score(row, poll)             what a card's score means, in words; unit(poll) and figure(row, poll): the same in the table
//   share(row, poll)             how long its bar is, 0..1; bar(row, poll): another picture of the row instead
//   adds                         the scores of the groups add up to the whole, so that they can be shown side by side in one bar
//   group({place, score}, poll, row)   what a group's own result says of a card, or null
//   behind(poll)                 when a group counts as being behind a card
//   about(row, poll)             one more line on a card
//   columns(poll)                [{title, of(row)}] further columns of the table
//   picture({poll, rows, state}) one picture of all the cards, which names them by letters where `lettered`; `leads`: it
//                                comes before the places
//   legend(poll): what the pictures of the rows mean

import { asNumber } from "../../../lib/numbers.js";
import { t } from "../../../lib/words.js";

const none = () => null;

export const plain = {
  title: none,
  how: none,
  score: (row) => asNumber(row.score),
  unit: () => t("Score"),
  figure: (row) => asNumber(row.score),
  share: (row) => row.share,
  bar: none,
  adds: false,
  group: ({ place }) => t("place {n}", { n: place }),
  behind: none,
  about: none,
  columns: () => [],
  lettered: false,
  leads: false,
  picture: none,
  legend: none,
};
