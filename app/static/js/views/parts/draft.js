// One box of words that is kept on this device until it is sent: `value` goes into its field, `type` hears it, `sent` empties it.

/** `before`: what the box holds where nothing is typed in it; to empty such a box is a draft as well. */
export const draft = (room, name, before = "") => ({
  value: room.drafts.read(name).text ?? before,
  type: ({ target }) => room.drafts.write(name, target.value || before ? { text: target.value } : null),
  sent: () => room.drafts.write(name, null),
});
