// What the linter asks of the browser's code. The stairs go one way: pages → views → sync → state → lib.

import globals from "globals";

const STAIRS = ["pages", "views", "sync", "state", "lib"];
const JS = "app/static/js";

export default [
  { ignores: ["app/static/vendor/", "node_modules/", "build/", "instance/", ".venv/"] },
  {
    files: ["**/*.js"],
    languageOptions: { ecmaVersion: 2023, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-undef": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-eval": "error",
      "no-dupe-keys": "error",
      "no-unreachable": "error",
      "no-import-assign": "error",
      "no-const-assign": "error",
      "no-self-assign": "error",
      "no-fallthrough": "error",
      "use-isnan": "error",
    },
  },
  { files: [`${JS}/**/*.js`], languageOptions: { globals: globals.browser } },
  { files: [`${JS}/worker.js`], languageOptions: { globals: globals.serviceworker } },
  { files: ["tools/**/*.js", "tests/**/*.js", "bench/**/*.js", "*.js"], languageOptions: { globals: globals.node } },
  ...STAIRS.map((stair, step) => boundary([`${JS}/${stair}/**/*.js`], STAIRS.slice(0, step), ["socket.io-client"])),
  boundary([`${JS}/sync/socket.js`], STAIRS.slice(0, STAIRS.indexOf("sync")), []),
];

/** Forbid `files` to import from the folders `above` them, and the modules `names`. */
function boundary(files, above, names) {
  const folders = above.length
    ? [{ regex: `(^|/)(${above.join("|")})/`, message: "Imports go down the stairs only: pages, views, sync, state, lib." }]
    : [];
  const modules = names.map((name) => ({ name, message: "Only sync/socket.js talks to the server." }));
  return { files, rules: { "no-restricted-imports": ["error", { paths: modules, patterns: folders }] } };
}
