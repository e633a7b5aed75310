// Numbers as the viewer reads them.

import { locale } from "./words.js";

/** "1,234.57": with `digits` decimals at most. */
export const asNumber = (n, digits = 2) => new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(n);
