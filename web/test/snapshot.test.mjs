// Snapshots: a restored gate says what a compiled one says, and what is no snapshot of this module
// and methodology is told or, where there are files, compiled.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGate, SnapshotError } from "../dist/node.js";
import { examples, methodology, root, wasmBytes, wasmWithMemory } from "../testing/module.mjs";
import { afterAll, beforeAll, test } from "../testing/test.mjs";

const now = "2026-11-20T12:00:00Z";
const folder = mkdtempSync(join(tmpdir(), "stet-snapshot-"));
afterAll(() => rmSync(folder, { recursive: true }));

let module, compiled, snapshot;
beforeAll(async () => {
  module = await WebAssembly.compile(wasmBytes());
  compiled = await createGate({ methodology: methodology(), wasm: module });
  snapshot = await compiled.snapshot();
});
const restore = (options = {}) => createGate({ snapshot, wasm: module, ...options });

test("a restored gate is the compiled one: words, verdicts, expressions", async () => {
  const restored = await restore();
  assert.equal(compiled.restored, false);
  assert.equal(restored.restored, true);
  assert.deepEqual(restored.about, compiled.about);
  for (const { name, bytes } of examples()) {
    for (const detail of ["full", "ids"]) {
      const options = { name, now, detail, trace: true };
      const [a, b] = [await compiled.checkBytes(bytes, options), await restored.checkBytes(bytes, options)];
      assert.equal(Buffer.from(b).toString(), Buffer.from(a).toString(), name);
    }
  }
  const question = { article: examples()[0].bytes.toString(), now, steps: true };
  const expression = "clusters.size() + article.claims.size()";
  assert.deepEqual(await restored.evaluate(expression, question), await compiled.evaluate(expression, question));
});

test("a session of a restored gate follows edits as one of a compiled gate does", async () => {
  const restored = await restore();
  for (const { bytes } of examples()) {
    const text = bytes.toString();
    const sessions = [compiled, restored].map((gate) => gate.open(text, { now, format: "markdown" }));
    const [a, b] = sessions;
    for (let step = 0; step < 12; step++) {
      const from = (step * 7919) % a.text.length;
      const change = { from, to: Math.min(a.text.length, from + (step % 3) * 40), insert: step % 2 ? "" : " rose 5 %." };
      const detail = step % 4 === 3 ? "full" : "live";
      assert.deepEqual(await b.edit([change], detail), await a.edit([change], detail));
    }
    for (const session of sessions) session.close();
  }
});

test("the same files give the same bytes, whatever the gate did before", async () => {
  const again = await createGate({ methodology: methodology(), wasm: module });
  await again.check(examples()[0].bytes, { now });
  again.open("# A berth");
  assert.equal(Buffer.compare(await again.snapshot(), snapshot), 0);
  assert.equal(Buffer.compare(await (await restore()).snapshot(), snapshot), 0);
});

test("after a trap a restored gate is restored again", async () => {
  const small = await WebAssembly.compile(wasmWithMemory(300));
  const gate = await restore({ wasm: small });
  const huge = JSON.stringify({ articleBody: ["A berth opened. ".repeat(300_000)] });
  await assert.rejects(gate.check(huge, { now }), { name: "TrapError" });
  const [{ bytes }] = examples();
  assert.deepEqual(await gate.check(bytes, { now }), await compiled.check(bytes, { now }));
});

/** The module with another name for its build. */
function otherBuild() {
  const bytes = Buffer.from(wasmBytes());
  bytes[bytes.length - 1] ^= 1;
  return bytes;
}

const changed = (at, to) => {
  const bytes = Buffer.from(snapshot);
  bytes[at] = to ?? bytes[at] ^ 0x40;
  return bytes;
};

const useless = [
  ["nothing", () => new Uint8Array(), /found other bytes/],
  ["an HTML page", () => Buffer.from("<!doctype html><title>Not found</title>"), /found other bytes/],
  ["a module", () => wasmBytes(), /found other bytes/],
  ["another format", () => changed(8, 2), /expected a snapshot of format 1, found format 2/],
  ["its first bytes", () => snapshot.slice(0, 8), /cut off or damaged/],
  ["its head alone", () => snapshot.slice(0, 2000), /cut off or damaged/],
  ["all but its last byte", () => snapshot.slice(0, -1), /cut off or damaged/],
  ["all but its last word", () => snapshot.slice(0, -4), /cut off or damaged/],
  ["more than it", () => Buffer.concat([snapshot, Buffer.alloc(4)]), /cut off or damaged/],
  ["a flipped bit in its head", () => changed(100), /cut off or damaged/],
  ["a flipped bit in its middle", () => changed(snapshot.length >> 1), /cut off or damaged/],
  ["a flipped bit at its end", () => changed(snapshot.length - 1), /cut off or damaged/],
];

for (const [what, bytes, said] of useless) {
  test(`${what} is no snapshot: told, or compiled where there are files`, async () => {
    await assert.rejects(restore({ snapshot: bytes() }), (error) => {
      assert.ok(error instanceof SnapshotError, String(error));
      assert.match(error.message, said);
      return true;
    });
    const gate = await restore({ snapshot: bytes(), methodology: methodology() });
    assert.equal(gate.restored, false);
    assert.equal(gate.digest, compiled.digest);
  });
}

test("a snapshot of another module is told, or compiled", async () => {
  await assert.rejects(restore({ wasm: otherBuild() }), {
    name: "SnapshotError", message: /^expected a snapshot of the module [0-9a-f]{12}, found one of [0-9a-f]{12}$/,
  });
  const gate = await restore({ wasm: otherBuild(), methodology: methodology() });
  assert.equal(gate.restored, false);
});

test("beside files a snapshot counts if it was made of them", async () => {
  assert.equal((await restore({ methodology: methodology() })).restored, true);
  const other = methodology();
  other.files["finance.json"] += "\n";
  const gate = await restore({ methodology: other });
  assert.equal(gate.restored, false);
  assert.notEqual(gate.digest, compiled.digest);
  const tested = await restore({ methodology: methodology(), tests: true });
  assert.ok(tested.about.tests.length > 0);
});

test("a file is read, one that is not there is told, and neither files nor snapshot as well", async () => {
  const path = join(folder, "finance.snapshot");
  writeFileSync(path, snapshot);
  const url = new URL(`file://${path}`);
  assert.equal((await restore({ snapshot: url })).restored, true);
  const absent = new URL(`file://${path}-absent`);
  await assert.rejects(restore({ snapshot: absent }), { name: "SnapshotError", message: /no readable file$/ });
  assert.equal((await restore({ snapshot: absent, methodology: methodology() })).restored, false);
  await assert.rejects(createGate({ wasm: module }), { message: /a methodology or a snapshot, found neither/ });
});

test("stet-snapshot writes one, of all that the file extends", async () => {
  const command = join(root, "web/dist/snapshot_command.js");
  const out = join(folder, "made.snapshot");
  const run = (...args) => execFileSync(process.execPath, [command, ...args], { stdio: "pipe", encoding: "utf8" });
  assert.match(run(join(root, "rules/finance.json"), out), /^finance 1\.\d+\.\d+ .* bytes\n$/);
  const gate = await createGate({ snapshot: readFileSync(out) });
  assert.equal(gate.restored, true);
  assert.equal(gate.digest, compiled.digest);
  assert.throws(() => run(), { status: 2, stderr: /usage: stet-snapshot/ });
  assert.throws(() => run(join(folder, "none.json"), out), { status: 2 });
  const wrong = join(folder, "wrong.json");
  writeFileSync(wrong, '{"stet": 1, "extends": "none.json"}');
  assert.throws(() => run(wrong, out), { status: 2, stderr: /wrong\.json:.*none\.json/ });
});
