// The workbench is built into build/workbench: pages, the package, the rules and the example
// stories. A list of all files goes to the service worker, so that it works without a network.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = dirname(fileURLToPath(import.meta.url));
const rules = join(here, "../../rules");
const upkeep = "stet_upkeep.wasm";

/** rules/**, and rules/index.json with the names. */
const rulesFiles = {
  name: "rules",
  generateBundle() {
    const names = readdirSync(rules, { recursive: true }).filter((name) => /\.(json|md)$/.test(name)).sort();
    for (const name of names) {
      this.emitFile({ type: "asset", fileName: `rules/${name}`, source: readFileSync(join(rules, name)) });
    }
    this.emitFile({ type: "asset", fileName: "rules/index.json", source: JSON.stringify(names) });
  },
};

/** The module for maintainers, loaded when rules are edited or a story that may not run has rested. */
const upkeepModule = {
  name: "upkeep",
  generateBundle() {
    const source = readFileSync(join(here, "../../build/wasm", upkeep));
    this.emitFile({ type: "asset", fileName: upkeep, source });
  },
};

/** sw.js with the names of all files and a version made of what is in them. */
const offline = {
  name: "offline",
  enforce: "post",
  generateBundle(_, bundle) {
    const files = Object.entries(bundle).filter(([name]) => !name.endsWith(".map"));
    const hash = createHash("sha256");
    for (const [name, { code, source }] of files) hash.update(name).update(code ?? source);
    // The larger modules are loaded by those who need them.
    const late = files.map(([name]) => name).filter((name) => /stet_(full|upkeep).*\.wasm$/.test(name));
    const early = (name) => name !== "index.html" && !late.includes(name);
    const names = ["./", ...files.map(([name]) => name).filter(early)];
    const source = readFileSync(join(here, "sw.js"), "utf8")
      .replace("__VERSION__", hash.digest("hex").slice(0, 16))
      .replace("__FILES__", JSON.stringify(names))
      .replace("__LATER__", JSON.stringify(late));
    this.emitFile({ type: "asset", fileName: "sw.js", source });
  },
};

export default defineConfig({
  root: here,
  base: "./",
  cacheDir: join(here, "../node_modules/.vite-workbench"),
  resolve: { alias: { stet: join(here, "../dist") } },
  build: {
    outDir: join(here, "../../build/workbench"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
  plugins: [rulesFiles, upkeepModule, offline],
});
