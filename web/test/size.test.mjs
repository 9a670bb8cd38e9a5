// What a page loads: each entry beside its peers, the bundle for pages without a bundler, all of it.
import assert from "node:assert/strict";
import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { root } from "../testing/module.mjs";

const dist = join(root, "web/dist");
const peers = ["lit", "@codemirror/*", "prosemirror-*"];
const brotli = (bytes) => brotliCompressSync(bytes).length;

/** Bytes that one entry and all of ours that it imports come to. */
async function size(entry) {
  const { outputFiles } = await build({
    entryPoints: [join(dist, entry)],
    bundle: true, minify: true, format: "esm", write: false, external: peers, legalComments: "none",
  });
  return brotli(outputFiles[0].contents);
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
