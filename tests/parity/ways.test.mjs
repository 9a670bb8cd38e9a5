// The module for maintainers and `stet check --ways` must write the same bytes: the verdict of a
// story with the changes that would make it pass.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, test } from "node:test";
import { Module } from "../../tools/bench.d/wasm_host.mjs";
import { examples, methodology, root } from "../../web/testing/module.mjs";
import { hostileStories } from "./hostile.mjs";

const now = "2026-11-24T12:00:00Z";
const folder = mkdtempSync(join(tmpdir(), "stet-ways-"));
after(() => rmSync(folder, { recursive: true }));
const module = await Module.instantiate(
  await WebAssembly.compile(readFileSync(join(root, "build/wasm/stet_upkeep.wasm"))));

function native(rules, path, ...more) {
  const ran = spawnSync(join(root, "build/release/stet"),
    ["check", "--rules", join(root, "rules", rules), "--ways", "--quiet", "--format", "jsonl", "--now", now, ...more, path],
    { encoding: "utf8", maxBuffer: 1 << 26 });
  assert.ok(ran.status <= 3, ran.stderr);
  return ran.stdout.trimEnd();
}

const files = methodology("finance.json").files;
const ask = (entry, text, more) => module.ways({ entry, files, text, now, ...more });

for (const rules of ["finance.json", "newsroom-standards.json", "copy-desk.json"]) {
  test(`example stories: ${rules}`, () => {
    const { files } = methodology(rules);
    let lifted = 0;
    for (const { name } of examples()) {
      const path = join(root, "rules/examples", name);
      const text = readFileSync(path, "utf8");
      const said = module.ways({ entry: rules, files, text, name: path, format: "markdown", now });
      assert.equal(said, native(rules, path), name);
      lifted += JSON.parse(said).ways_to_pass.filter(({ steps }) => steps.length > 0).length;
    }
    assert.ok(lifted > 0);
  });
}

test("other details, and places as JavaScript counts them", () => {
  const path = join(root, "rules/examples/walmart-litecoin.md");
  const text = readFileSync(path, "utf8");
  for (const detail of ["live", "summary", "ids"]) {
    assert.equal(ask("finance.json", text, { name: path, format: "markdown", detail }), native("finance.json", path, "--detail", detail));
  }
  const shifted = text.replace("headline: ", "headline: “é” ");
  const bytes = JSON.parse(ask("finance.json", shifted, { format: "markdown", detail: "ids" }));
  const units = JSON.parse(ask("finance.json", shifted, { format: "markdown", detail: "ids", offsets: "utf-16" }));
  const place = ({ ways_to_pass }) => ways_to_pass.at(-1).steps.find(({ change }) => change === "declare").place;
  assert.equal(shifted.slice(place(units).begin, place(units).end),
    Buffer.from(shifted).subarray(place(bytes).begin, place(bytes).end).toString());
  assert.ok(place(units).begin < place(bytes).begin);
});

test("broken and hostile stories", () => {
  for (const [i, { name, bytes }] of hostileStories(examples()).entries()) {
    const text = Buffer.from(bytes).toString();
    if (!Buffer.from(text).equals(Buffer.from(bytes))) continue; // a text cannot be these bytes
    const path = join(folder, i + extname(name));
    writeFileSync(path, bytes);
    const format = extname(name) === ".md" ? "markdown" : "json";
    assert.equal(ask("finance.json", text, { name: path, format, detail: "summary" }),
      native("finance.json", path, "--detail", "summary", "--input", "story"), name);
  }
});

test("what is no question is refused", () => {
  assert.throws(() => module.ways({ entry: "finance.json", files }), /expected 'files'.*'text'/);
  assert.throws(() => module.ways({ entry: "rules.json", files: { "rules.json": "{" }, text: "" }), /rules\.json/);
  assert.throws(() => module.ways("?"), /expected a JSON object/);
});
