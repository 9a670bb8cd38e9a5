// The loader against the real module: loading, checking, memory, traps.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { before, test } from "node:test";
import { createGate, MethodologyError, ModuleError, TrapError } from "../dist/index.js";
import { examples, methodology, wasmBytes } from "./support.mjs";

let module;
before(async () => {
  module = await WebAssembly.compile(wasmBytes());
});

const now = "2026-11-20T12:00:00Z";
const open = (options = {}) =>
  createGate({ methodology: methodology(), wasm: module, ...options });

test("decides every example story", async () => {
  const gate = await open();
  const decisions = new Set();
  for (const { name, bytes } of examples()) {
    const verdict = await gate.check(bytes, { name, now });
    decisions.add(verdict.decision);
    assert.equal(typeof verdict.clears, "boolean", name);
  }
  assert.deepEqual([...decisions].sort(), ["hold", "mark", "pass", "reject"]);
  gate.dispose();
});

test("takes text, bytes and objects alike", async () => {
  const gate = await open();
  const article = { headline: "A berth opens", articleBody: ["A berth opened, the port said."] };
  const text = JSON.stringify(article);
  const answers = [];
  for (const form of [article, text, new TextEncoder().encode(text)]) {
    answers.push(Buffer.from(await gate.checkBytes(form, { now })).toString());
  }
  assert.equal(answers[0], answers[1]);
  assert.equal(answers[0], answers[2]);
});

test("an article that cannot be read gets a verdict that does not clear", async () => {
  const gate = await open();
  for (const bytes of ['{"headline": ', "{}", "\u0000", '{"headline": 7}']) {
    const verdict = await gate.check(bytes, { format: "json", now });
    assert.equal(verdict.clears, false, bytes);
  }
});

test("a wrong methodology is told with all its problems", async () => {
  const wrong = methodology("wrong.json");
  wrong.files["wrong.json"] =
    '{"stet": 1, "id": "w", "version": "1", "extends": "finance.json", "ruls": [], "unknwon": 1}';
  await assert.rejects(createGate({ methodology: wrong, wasm: module }), (error) => {
    assert.ok(error instanceof MethodologyError);
    assert.equal(error.problems.length, 2);
    assert.match(error.problems[0].suggestion, /rules/);
    return true;
  });
});

test("memory stays flat over 5,000 checks", async () => {
  const gate = await open();
  const [{ bytes }] = examples();
  for (let i = 0; i < 500; i++) await gate.checkBytes(bytes, { now });
  const warm = gate.memoryBytes;
  for (let i = 0; i < 5000; i++) await gate.checkBytes(bytes, { now });
  assert.equal(gate.memoryBytes, warm);
});

test("loads from bytes, and from a server with the right or a wrong content type", async () => {
  const bytes = wasmBytes();
  const server = createServer((request, response) => {
    const types = { "/ok": "application/wasm", "/wrong": "text/plain" };
    response.setHeader("content-type", types[request.url] ?? "text/html");
    response.end(types[request.url] ? bytes : "<!doctype html><p>not here");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${server.address().port}`;
  try {
    for (const wasm of [bytes, `${base}/ok`, new URL(`${base}/wrong`)]) {
      const gate = await open({ wasm });
      assert.equal(gate.id, "finance");
      gate.dispose();
    }
    await assert.rejects(open({ wasm: `${base}/page` }), (error) => {
      assert.ok(error instanceof ModuleError);
      assert.match(error.message, /found an HTML page/);
      return true;
    });
  } finally {
    server.close();
  }
});

test("a trap is an error, and the next check works on a fresh instance", async () => {
  const gate = await open();
  const [{ bytes }] = examples();
  const whole = Buffer.from(await gate.checkBytes(bytes, { now })).toString();
  // An article larger than a WebAssembly memory can be: the allocation fails inside the engine.
  const huge = { length: 0xfffff000 };
  Object.setPrototypeOf(huge, Uint8Array.prototype);
  await assert.rejects(gate.checkBytes(huge, { now }), (error) => error instanceof TrapError);
  assert.equal(Buffer.from(await gate.checkBytes(bytes, { now })).toString(), whole);
});

test("a gate that was disposed of says so", async () => {
  const gate = await open();
  gate.dispose();
  await assert.rejects(gate.check("{}"), /disposed/);
});
