// Makes dist/ of src/ and of the module: one file per entry of the package, what they share in
// chunks; the worker, the CommonJS entry and the bundle for pages without a bundler on their own.
import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const src = (name) => join(here, "src", name);
const dist = join(here, "dist");
const built = join(here, "../build/wasm");
const module = join(built, "stet.wasm");

/** The module as text, for the entry that has it inside. */
const generated = {
  name: "module",
  setup(plugin) {
    plugin.onResolve({ filter: /module\.generated\.js$/ }, () => ({
      path: "module",
      namespace: "generated",
    }));
    plugin.onLoad({ filter: /.*/, namespace: "generated" }, () => ({
      contents: gzipSync(readFileSync(module), { level: 9 }).toString("base64"),
      loader: "text",
    }));
  },
};

/** Templates and style sheets without the white space that they are written with: esbuild leaves texts alone. */
const templates = {
  name: "templates",
  setup(plugin) {
    const small = (sheet) => sheet.replace(/\s+/g, " ").replace(/ ?([{};]) ?/g, "$1").replaceAll(": ", ":");
    plugin.onLoad({ filter: /src[\\/](elements[\\/].*|card)\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/(css|style = )`[^`]*`/g, small).replace(/\n\s+/g, "\n"),
      loader: "ts",
    }));
  },
};

const common = {
  bundle: true,
  format: "esm",
  target: "es2022",
  outdir: dist,
  sourcemap: "linked",
  legalComments: "none",
  logLevel: "warning",
  plugins: [generated, templates],
};

const entries = {
  index: "index.ts",
  inline: "inline.ts",
  codemirror: "codemirror.ts",
  prosemirror: "prosemirror.ts",
  contenteditable: "contenteditable.ts",
  textarea: "textarea.ts",
  "elements/index": "elements/index.ts",
  "elements/gate": "elements/gate.ts",
  "elements/editor": "elements/editor.ts",
  "elements/badge": "elements/badge.ts",
};
const inputs = (names) =>
  Object.fromEntries(Object.entries(names).filter(([, file]) => existsSync(src(file)))
    .map(([name, file]) => [name, src(file)]));

const importMetaUrl = {
  define: { "import.meta.url": "importMetaUrl" },
  banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
};

mkdirSync(dist, { recursive: true });
for (const name of readdirSync(dist, { recursive: true })) {
  if (/\.(c?js|map)$/.test(name)) rmSync(join(dist, name));
}
await Promise.all([
  build({ ...common, entryPoints: inputs(entries), splitting: true, packages: "external" }),
  build({ ...common, entryPoints: { worker: src("worker.ts") }, minify: true }),
  build({ ...common, entryPoints: { node: src("node.ts") }, platform: "node" }),
  build({
    ...common,
    banner: { js: "#!/usr/bin/env node" },
    entryPoints: { snapshot_command: src("snapshot_command.ts") },
    platform: "node",
  }),
  build({
    ...common,
    ...importMetaUrl,
    entryPoints: { node: src("node.ts") },
    platform: "node",
    format: "cjs",
    outExtension: { ".js": ".cjs" },
  }),
  build({ ...common, entryPoints: inputs({ standalone: "standalone.ts" }), minify: true }),
]);
copyFileSync(src("node.d.cts"), join(dist, "node.d.cts"));
for (const name of ["stet.wasm", "stet_full.wasm"]) copyFileSync(join(built, name), join(dist, name));
