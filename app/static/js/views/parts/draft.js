// One box of words that is kept on this device until it is sent: `value` goes into its field, `type` hears it, `sent` empties it.

export const draft = (room, name) => ({
  value: room.drafts.read(name).text ?? "",
  type: ({ target }) => room.drafts.write(name, target.value ? { text: target.value } : null),
  sent: () => room.drafts.write(name, null),
});
