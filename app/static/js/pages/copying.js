// The buttons of a page that copy what stands before them.

import { copies } from "../lib/copying.js";

copies();
