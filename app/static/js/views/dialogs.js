// Which question is open, by its kind.

import { moveDialog } from "./board/move.js";
import { mergeDialog } from "./board/merge.js";
import { removedDialog } from "./board/removed.js";
import { checkDialog } from "./board/check.js";
import { revealDialog } from "./board/gather.js";
import { declareDialog, levelsDialog, reopenDialog, reservationDialog } from "./declare/finish.js";
import { announceDialog } from "./frame/announce.js";
import { helpDialog } from "./frame/dock.js";
import { startDialog } from "./frame/drive.js";
import { guideDialog } from "./guide/guide.js";
import { historyDialog } from "./frame/history.js";
import { ownLinkDialog } from "./frame/own-link.js";
import { peopleDialog } from "./frame/people.js";
import { renewDialog, roleDialog, unseatDialog } from "./frame/seat.js";
import { standInDialog } from "./frame/stand-in.js";
import "./parts/modal.js";
import { assignDialog, dropDialog, waiveDialog } from "./plan/dialogs.js";
import { citeDialog } from "./side/sources.js";
import { cancelDialog, closingDialog, entitleDialog } from "./vote/dialogs.js";
import { pollDialog } from "./vote/opening.js";

const DIALOGS = {
  announce: announceDialog,
  assign: assignDialog,
  cancel: cancelDialog,
  check: checkDialog,
  cite: citeDialog,
  closing: closingDialog,
  declare: declareDialog,
  drop: dropDialog,
  entitle: entitleDialog,
  guide: guideDialog,
  help: helpDialog,
  history: historyDialog,
  levels: levelsDialog,
  merge: mergeDialog,
  move: moveDialog,
  ownLink: ownLinkDialog,
  people: peopleDialog,
  poll: pollDialog,
  removed: removedDialog,
  renew: renewDialog,
  reopen: reopenDialog,
  reservation: reservationDialog,
  reveal: revealDialog,
  role: roleDialog,
  standIn: standInDialog,
  start: startDialog,
  unseat: unseatDialog,
  waive: waiveDialog,
};

export function dialog(state, room) {
  const open = state.ui.dialog;
  return open ? DIALOGS[open.kind](state, room, () => room.show({ dialog: null })) : null;
}
