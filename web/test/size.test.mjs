// What a page loads: each entry beside its peers, the bundle for pages without a bundler, all of it.
import assert from "node:assert/strict";
import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { root } from "../testing/module.mjs";
import { test } from "../testing/test.mjs";

const dist = join(root, "web/dist");
const peers = ["lit", "@codemirror/*", "prosemirror-*"];
const brotli = (bytes) => brotliCompressSync(bytes).length;

/** Bytes that a page loads for one entry: it and what it imports, not what it may load later. */
async function size(entry) {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(dist, entry)], metafile: true, splitting: true, outdir: "/", absWorkingDir: "/",
    bundle: true, minify: true, format: "esm", write: false, external: peers, legalComments: "none",
  });
  const loaded = new Set();
  const load = (path) => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { path: next, kind, external } of metafile.outputs[path].imports) {
      if (kind === "import-statement" && !external) load(next);
    }
  };
  load(Object.keys(metafile.outputs).find((path) => metafile.outputs[path].entryPoint));
  const files = outputFiles.filter(({ path }) => loaded.has(path.slice(1)));
  assert.equal(files.length, loaded.size);
  return files.reduce((sum, { contents }) => sum + brotli(contents), 0);
}

for (const entry of ["codemirror", "prosemirror", "contenteditable", "textarea", "elements/gate",
  "elements/editor", "elements/badge", "index"]) {
  test(`${entry}: at most 12 kB beside its peers`, async () => {
    const found = await size(`${entry}.js`);
    assert.ok(found <= 12_000, `${entry}.js is ${found} bytes`);
  });
}

test("the plugin in all, without an editor: at most 350 kB", () => {
  const files = ["standalone.js", "worker.js", "stet.wasm"];
  const sizes = files.map((name) => brotli(readFileSync(join(dist, name))));
  const all = sizes.reduce((sum, one) => sum + one, 0);
  assert.ok(all <= 350_000, `${files.join(" + ")} are ${sizes.join(" + ")} bytes`);
});
