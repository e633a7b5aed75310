// Dates and times as the viewer reads them, in the viewer's own time zone.

import { locale } from "./words.js";

const format = (options) => new Intl.DateTimeFormat(locale(), options);

/** "31 March 2021" of "2021-03-31": a calendar day has no time zone. */
export const asDay = (day) => format({ dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));

export const asHour = (iso) => format({ timeStyle: "short" }).format(new Date(iso));

export const isToday = (iso) => new Date(iso).toDateString() === new Date().toDateString();

export const asMoment = (iso) => format({ dateStyle: "long", timeStyle: "short" }).format(new Date(iso));

export const asPercent = (share) => new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: 1 }).format(share);

export const asList = (words) => new Intl.ListFormat(locale(), { style: "long", type: "conjunction" }).format(words);

/** "Wednesday, 31 March 2021 at 14:00 GMT+9": with the zone, for somebody who may have been told another one's time. */
export const asOwnMoment = (iso) => format({ weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" }).format(new Date(iso));
