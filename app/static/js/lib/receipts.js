// The receipts of one's own ballots: made here, sent with each cast, and kept on this device to find the ballot by.

const MOST = 100;

const place = (member, poll) => `receipts ${member} ${poll}`;

/** The browser may refuse even to name its storage. */
const device = () => localStorage;

/** A new one, of 32 hexadecimal digits. The one that was sent last counts; any of them is ours. `shelf()`: where they are kept. */
export function makeReceipt(member, poll, shelf = device) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const receipt = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  try {
    shelf().setItem(place(member, poll), JSON.stringify([...receiptsOf(member, poll, shelf), receipt].slice(-MOST)));
  } catch {
    // Where the browser keeps nothing the ballot counts all the same; it cannot be found again.
  }
  return receipt;
}

export function receiptsOf(member, poll, shelf = device) {
  try {
    return JSON.parse(shelf().getItem(place(member, poll))) ?? [];
  } catch {
    return [];
  }
}
