// Bundle third-party modules and the font into app/static/vendor/, which is committed, so that users need no Node.
// manifest.json mirrors an import map: `imports` {specifier: file}, `integrity` {file: hash}, and `fonts`, a style sheet.

import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { build } from "esbuild";

const OUT = "app/static/vendor";
const FONT = "node_modules/@fontsource-variable/inter";
const ALPHABETS = ["latin-ext", "latin"];

// lit/directives/style-map.js is left out: it writes style attributes, which the Content-Security-Policy forbids.
const MODULES = [
  "fast-diff",
  "lit",
  "lit/directives/class-map.js",
  "lit/directives/guard.js",
  "lit/directives/if-defined.js",
  "lit/directives/keyed.js",
  "lit/directives/live.js",
  "lit/directives/ref.js",
  "lit/directives/repeat.js",
  "socket.io-client",
  "yjs",
  "y-protocols/awareness",
  "y-protocols/sync",
];

await rm(OUT, { recursive: true, force: true });
await mkdir(join(OUT, "fonts"), { recursive: true });
const { imports, files, packages } = await bundle();
const manifest = { imports, integrity: await integrity(files), fonts: await font() };
await writeFile(join(OUT, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
await writeFile(join(OUT, "LICENSES.txt"), await licences(packages));

async function bundle() {
  const entries = Object.fromEntries(MODULES.map((name) => [entryName(name), name]));
  const { metafile } = await build({
    entryPoints: entries,
    outdir: OUT,
    entryNames: "[name]-[hash]",
    chunkNames: "chunk-[hash]",
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform: "browser",
    legalComments: "none",
    metafile: true,
  });
  const outputs = Object.keys(metafile.outputs);
  const written = Object.fromEntries(outputs.map((path) => [basename(path).replace(/-[^-]*$/, ""), basename(path)]));
  return {
    imports: Object.fromEntries(MODULES.map((name) => [name, written[entryName(name)]])),
    files: outputs.map((path) => basename(path)).sort(),
    packages: new Set(Object.keys(metafile.inputs).map(packageOf)),
  };
}

function entryName(specifier) {
  return specifier.replace(/\.js$/, "").replace(/[^a-z0-9]+/g, "-");
}

function packageOf(path) {
  return path.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)[0];
}

async function integrity(files) {
  const pairs = files.map(async (file) => [file, sri(await readFile(join(OUT, file)))]);
  return Object.fromEntries(await Promise.all(pairs));
}

function sri(content) {
  return `sha384-${createHash("sha384").update(content).digest("base64")}`;
}

async function font() {
  const ranges = JSON.parse(await readFile(join(FONT, "unicode.json"), "utf8"));
  const faces = [];
  for (const alphabet of ALPHABETS) {
    const bytes = await readFile(join(FONT, `files/inter-${alphabet}-wght-normal.woff2`));
    const file = `inter-${alphabet}-${short(bytes)}.woff2`;
    await writeFile(join(OUT, "fonts", file), bytes);
    faces.push(
      `@font-face {\n  font-family: "Inter Variable";\n  font-style: normal;\n  font-display: swap;\n` +
        `  font-weight: 100 900;\n  src: url("./${file}") format("woff2");\n  unicode-range: ${ranges[alphabet]};\n}\n`,
    );
  }
  const sheet = faces.join("\n");
  const name = `fonts/inter-${short(sheet)}.css`;
  await writeFile(join(OUT, name), sheet);
  return name;
}

async function licences(folders) {
  const texts = [];
  for (const folder of [...folders, FONT].sort()) {
    const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${name} ships no licence text`);
    const text = await readFile(join(folder, file), "utf8");
    texts.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
  }
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

function short(content) {
  return createHash("sha256").update(content).digest("hex").slice(0, 8);
}
