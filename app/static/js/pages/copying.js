// The buttons of a page that copy what stands before them.

import { offerCopies } from "../lib/copying.js";

offerCopies();
