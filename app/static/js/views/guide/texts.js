// What the guide says: by stage and by role, a few sentences each. A new kind of stage may have its own here.

import { t } from "../../lib/words.js";

/** `checked`: facilitators may read private cards in this stage. */
export const forDelegates = (kind, checked) =>
  ({
    brief: () => [t("Findings holds what the days before have brought for your room."), t("Your language, and the way out, are in the menu under your name.")],
    listen: () => [t("One thought at a time. The facilitators read your notes, and may make findings of them.")],
    gather: () => [t("One idea in one sentence, then Enter. More words can follow on the card."), checked ? t("Before the cards are shown, the facilitator can read them, without names, and remove abuse.") : t("Nobody sees your cards until all are shown together, in random order."), t("Nothing more to say? Press “I am done”, or “Pass”.")],
    shape: () => [t("Press a card to change its words, to comment, or to say which finding it rests on."), t("The menu of a card moves it, or puts it together with another. Both can be taken back.")],
    vote: () => [t("Every tap is kept, and you may change your mind until the vote is closed."), t("How many have voted is all that anybody sees before the result is shown to all.")],
    plan: () => [t("Each measure says what it still lacks."), t("Several can write in the same field at once, and all keep their words.")],
    break: () => [t("Nothing changes in the room during a break.")],
    visit: () => [t("A button leads to the room that yours visits, another one back."), t("What you say there stays beside the measure.")],
    declare: () => [t("Your level of agreement is private. All are shown at once, without names."), t("A reservation is signed as you choose: with your name, your group, or as one delegate.")],
    plenary: () => [t("Your question goes to the facilitators first; on the screen it names your room, not you."), t("Your applause is counted once for each thing that is shown.")],
  })[kind]?.() ?? [];

export const forFacilitators = (kind, checked) =>
  ({
    brief: () => [t("“Next” leads the room on. Going back to a stage loses nothing.")],
    listen: () => [t("A note that matters to all becomes a finding, under Findings.")],
    gather: () => [checked ? t("You can check the cards, without names, before you show them.") : t("Show all cards when most are done; until then you do not see them either."), t("“Write for…” writes for somebody without a device, and marks it so.")],
    shape: () => [t("Go through the cards one by one; put together what says the same. Few themes make the vote easier.")],
    vote: () => [t("Open the vote, close it when all have cast, and show the result while everybody looks."), t("Until the close, whoever came late can be admitted.")],
    plan: () => [t("A gap can be let pass with a reason, which is printed."), t("Translations lists what is not in the second language yet.")],
    visit: () => [t("“Visits…” on the console says which room visits which.")],
    declare: () => [t("Show the levels when all have stated one. The chair declares, or you where there is none.")],
    plenary: () => [t("The big screen is led from the console.")],
  })[kind]?.() ?? [];

export const forGuests = (role) =>
  ({
    observer: [t("You watch. The room sees how many do, and you see no private writing and no ballot.")],
    resource: [t("You may enter every room and comment there; you have no vote.")],
  })[role] ?? [];

export const always = () => [
  t("What you type is saved as you type. Without a connection it waits on this device, and is sent once the line is back."),
  t("“Help” raises your hand. What you write with it only the facilitators read."),
  t("The menu under your name takes back your own last step, and nobody else's."),
];

export const onTheConsole = () => [
  t("Tick the rooms you mean: what stands above the tiles goes to those alone."),
  t("Press the name of a room to see it closer at the side; “Enter” goes in."),
  t("Before a stage starts you are told what is unfinished. Nothing is lost by going on, or back."),
  t("A raised hand marks its tile, and the one who has waited longest stands first at the side."),
  t("Nothing closes by itself when the time is up: the overrun is shown, and “+5” gives more."),
  t("Somebody in the wrong room is moved from the list at the side, and loses nothing."),
];

/** [[keys, what they do]]: in the room. */
export const keysOfTheRoom = () => [
  ["Tab", t("to the next button, card or field")],
  ["Enter", t("writes the card, or presses what has the focus")],
  ["M", t("the menu of the card that has the focus")],
  ["Alt + ← → ↑ ↓", t("moves the card that has the focus; in a ranking, its place")],
  ["Ctrl + Z", t("takes back my last step")],
  ["Ctrl + Shift + Z", t("does it again")],
  ["Ctrl + Enter", t("send a comment or a note")],
  ...keysOfTheConsole(),
];

export const keysOfTheConsole = () => [
  ["Esc", t("closes what stands over the page")],
  ["?", t("this help")],
];
