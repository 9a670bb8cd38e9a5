// The larger module: loaded when a methodology or an expression names quantities, and only then.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { createGate as createInline } from "../dist/inline.js";
import { createGate, ModuleError } from "../dist/node.js";
import { examples, methodology, nativeVerdicts, root, wasmBytes } from "../testing/module.mjs";
import { afterAll, test } from "../testing/test.mjs";

const now = "2026-11-20T12:00:00Z";
const fullPath = join(root, "build/wasm/stet_full.wasm");
const full = readFileSync(fullPath);
const copyDesk = () => methodology("copy-desk.json");
const article = '{"headline": "Twelve hurt", "articleBody": ["It opens next Friday."]}';
const quantities = "text.quantities.map(q, q.kind)";
const folder = mkdtempSync(join(tmpdir(), "stet-full-"));
afterAll(() => rmSync(folder, { recursive: true }));

const fires = async (gate) =>
  (await gate.check(article, { now })).diagnostics.map(({ rule }) => rule);

test("a methodology that names quantities takes it, from beside the small one", async () => {
  const gate = await createGate({ methodology: copyDesk() });
  assert.ok((await fires(gate)).includes("headline-figure-not-in-body"));
  for (const name of ["stet.wasm", "stet_full.wasm"]) {
    copyFileSync(join(root, "build/wasm", name), join(folder, name));
  }
  const wasm = pathToFileURL(join(folder, "stet.wasm"));
  const beside = await createGate({ methodology: copyDesk(), wasm });
  assert.deepEqual(await fires(beside), await fires(gate));
});

test("bytes, a compiled module and an address may be given", async () => {
  for (const wasmFull of [full, new WebAssembly.Module(full), relative(process.cwd(), fullPath)]) {
    const gate = await createGate({ methodology: copyDesk(), wasm: wasmBytes(), wasmFull });
    assert.equal(gate.id, "copy-desk");
  }
  assert.equal((await createInline({ methodology: copyDesk(), wasmFull: full })).id, "copy-desk");
});

test("it is not loaded for others", async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.setHeader("content-type", "application/wasm");
    response.end(full);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const wasmFull = `http://127.0.0.1:${server.address().port}/stet_full.wasm`;
  const gate = await createGate({ methodology: methodology(), wasmFull });
  await gate.check(article, { now });
  assert.equal(asked, 0);
  // An expression that names quantities takes it once, and the gate goes on with it.
  const session = gate.open(article, { now, format: "json" });
  const before = await session.update(article);
  const { value } = await gate.evaluate(quantities, { article, now });
  assert.deepEqual(value, ["number", "date"]);
  assert.deepEqual(await session.update(article), before);
  assert.deepEqual((await gate.evaluate(quantities, { article, now })).value, value);
  await createGate({ methodology: copyDesk(), wasmFull });
  assert.equal(asked, 2);
  server.close();
});

test("without it, the methodology is refused and says what is missing", async () => {
  await assert.rejects(createInline({ methodology: copyDesk() }), (error) => {
    assert.equal(error.name, "MethodologyError");
    const codes = error.problems.map(({ code }) => code);
    assert.equal(codes.filter((code) => code === "needs-full-module").length, 1);
    assert.match(error.message, /expected stet_full\.wasm for 'text\.quantities', found stet\.wasm/);
    return true;
  });
  await assert.rejects(createGate({ methodology: copyDesk(), wasmFull: "nowhere.wasm" }), ModuleError);
});

test("other mistakes are told by the larger one, all at once", async () => {
  const wrong = copyDesk();
  wrong.files["copy-desk.json"] = wrong.files["copy-desk.json"]
    .replace("it.readings.all(", "it.reedings.all(").replace("it.unit in", "it.unt in");
  await assert.rejects(createGate({ methodology: wrong }), ({ problems }) => {
    assert.deepEqual(problems.map(({ code }) => code), ["cel-unknown-field", "cel-unknown-field"]);
    return true;
  });
});

test("a snapshot of it is restored in it", async () => {
  const gate = await createGate({ methodology: copyDesk() });
  const snapshot = await gate.snapshot();
  for (const source of [{ snapshot }, { snapshot, methodology: copyDesk() }]) {
    const restored = await createGate(source);
    assert.equal(restored.restored, true);
    assert.deepEqual(await fires(restored), await fires(gate));
  }
});

test("the full verdict shows quantities, placed as JavaScript counts", async () => {
  const gate = await createGate({ methodology: copyDesk() });
  const text = "The dog 🐕 ran “about 5.2bn euros” on Tuesday, 24 November 2026.";
  const article = JSON.stringify({ headline: "Dog", articleBody: [text] });
  const { quantities } = await gate.check(article, { now, offsets: "utf-16" });
  assert.deepEqual(
    quantities.map(({ place }) => article.slice(place.begin, place.end)),
    ["5.2bn euros", "Tuesday, 24 November 2026"],
  );
  const [{ place, ...money }, date] = quantities;
  assert.deepEqual(money, {
    text: "5.2bn euros", kind: "currency", value: 5.2e9, interval: "[4940000000,5460000000]",
    low: 4.94e9, high: 5.46e9, unit: "Euro", iso_currency: "EUR", precision: 1e8, modifier: "about",
  });
  assert.deepEqual(date.readings, [{ timex: "2026-11-24", value: "2026-11-24" }]);
  const other = await createGate({ methodology: methodology() });
  assert.equal((await other.check(article, { now })).quantities, undefined);
});

test("verdicts are those of the program, byte for byte", async () => {
  const rules = join(root, "rules/copy-desk.json");
  const paths = examples().map(({ name }) => join(root, "rules/examples", name));
  const native = nativeVerdicts(paths, "full", now, rules);
  const gate = await createGate({ methodology: copyDesk() });
  for (const [i, path] of paths.entries()) {
    const bytes = await gate.checkBytes(readFileSync(path), { name: path, format: "markdown", now });
    assert.equal(Buffer.from(bytes).toString(), native[i], path);
    assert.ok(JSON.parse(native[i]).quantities.length > 0, path);
  }
  const shown = execFileSync(join(root, "build/release/stet"),
    ["cel", "--format", "json", "--now", now, "--rules", rules, "text.quantities", paths[0]]);
  const { value } = await gate.evaluate("text.quantities", {
    article: readFileSync(paths[0]), format: "markdown", now,
  });
  assert.deepEqual(value, JSON.parse(shown).value);
});
