// Moments that a page tells, in the reader's own time zone. Without this script they stand there in that of the workshop or room.

import { asOwnMoment } from "../lib/dates.js";
import { useCatalogue } from "../lib/words.js";

useCatalogue({ language: document.documentElement.lang });
for (const time of document.querySelectorAll("time[data-own]")) time.textContent = asOwnMoment(time.dateTime);
