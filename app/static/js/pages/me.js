// The pages through which one comes in: a moment of the day is told in the reader's own time zone. Without this script in the workshop's.

import { offerCopies } from "../lib/copying.js";
import { asOwnMoment } from "../lib/dates.js";
import { useCatalogue } from "../lib/words.js";

useCatalogue({ language: document.documentElement.lang });
for (const time of document.querySelectorAll("time[data-own]")) time.textContent = asOwnMoment(time.dateTime);
offerCopies();
