// The loader against the real module: loading, checking, memory, traps.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { join, relative } from "node:path";
import { createGate, MethodologyError, ModuleError, TrapError } from "../dist/node.js";
import { examples, methodology, root, wasmBytes, wasmWithMemory } from "../testing/module.mjs";
import { beforeAll, test } from "../testing/test.mjs";

let module;
beforeAll(async () => {
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

test("memory stays flat over thousands of stories", async () => {
  const gate = await open();
  const stories = examples();
  const pass = async (count) => {
    for (let i = 0; i < count; i++) {
      const { name, bytes } = stories[i % stories.length];
      await gate.checkBytes(bytes, { name: `${i} ${name}`, now });
    }
  };
  await pass(200);
  const warm = gate.memoryBytes;
  await pass(5000);
  assert.equal(gate.memoryBytes, warm);
});

test("memory stays flat over gates that are disposed of", async () => {
  const gate = await open();
  const first = gate.memoryBytes;
  gate.dispose();
  for (let i = 0; i < 20; i++) {
    const again = await open();
    assert.equal(again.memoryBytes, first);
    again.dispose();
  }
});

/** Runs `work` with the address of a server that answers with `answers[path]`: [type, body]. */
async function withServer(answers, work) {
  const server = createServer((request, response) => {
    const [type, body] = answers[request.url] ?? [];
    response.writeHead(type ? 200 : 404, { "content-type": type ?? "text/html" });
    response.end(body ?? "<!doctype html><p>not here");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await work(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.close();
  }
}

const page = "<!doctype html><p>not here";

test("loads from bytes, a path, a URL, with the right or a wrong content type", async () => {
  const bytes = wasmBytes();
  const answers = { "/ok": ["application/wasm", bytes], "/wrong": ["text/plain", bytes] };
  await withServer(answers, async (base) => {
    const path = relative(process.cwd(), join(root, "build/wasm/stet.wasm"));
    const buffer = new Uint8Array(bytes).buffer;
    const sources = [bytes, buffer, undefined, path, `${base}/ok`, new URL(`${base}/wrong`)];
    for (const wasm of sources) {
      const gate = await createGate({ methodology: methodology(), ...(wasm && { wasm }) });
      assert.equal(gate.id, "finance");
      gate.dispose();
    }
  });
});

test("what is no module is told by what it is", async () => {
  const empty = Buffer.from("0061736d01000000", "hex");
  const answers = {
    "/page": ["text/html", page],
    "/lying": ["application/wasm", page],
    "/cut": ["application/wasm", wasmBytes().subarray(0, 1000)],
    "/pointer": ["text/plain", "version https://git-lfs.github.com/spec/v1"],
  };
  await withServer(answers, async (base) => {
    const rows = [
      [`${base}/page`, /found an HTML page \(text\/html\)/],
      [`${base}/lying`, /expected a WebAssembly module at .*\/lying, found other bytes/],
      [`${base}/cut`, /found other bytes/],
      [`${base}/pointer`, /found a Git LFS pointer/],
      [`${base}/nothing`, /found HTTP 404/],
      ["http://127.0.0.1:1/stet.wasm", /found no answer/],
      ["no/such/file.wasm", /found no readable file/],
      [new Uint8Array(), /the bytes given, found nothing/],
      [wasmBytes().subarray(0, 1000), /found a broken module of 1000 bytes/],
      [empty, /expected ABI version 1, found none/],
    ];
    for (const [wasm, message] of rows) {
      await assert.rejects(open({ wasm }), (error) => {
        assert.ok(error instanceof ModuleError, String(error));
        assert.match(error.message, message);
        return true;
      });
    }
  });
});

/** An article that needs more memory than a module with `wasmWithMemory(pages)` has. */
const large = () => ({ articleBody: ["A berth opened, the port said. ".repeat(300_000)] });

test("a trap is an error, and the next check works on a fresh instance", async () => {
  const gate = await open({ wasm: wasmWithMemory(512) });
  const [{ bytes }] = examples();
  const whole = Buffer.from(await gate.checkBytes(bytes, { now })).toString();
  const rejected = (error) => error instanceof TrapError;
  for (let round = 0; round < 3; round++) {
    await assert.rejects(gate.checkBytes(large(), { now }), rejected);
    assert.equal(Buffer.from(await gate.checkBytes(bytes, { now })).toString(), whole);
  }
});

test("checks that run beside one that traps are not harmed", async () => {
  const gate = await open({ wasm: wasmWithMemory(512) });
  const [{ bytes }] = examples();
  const stories = [bytes, large(), bytes, large(), large(), bytes];
  const settled = await Promise.allSettled(stories.map((story) => gate.check(story, { now })));
  assert.deepEqual(
    settled.map(({ status, value }) => (status === "fulfilled" ? value.decision : status)),
    ["hold", "rejected", "hold", "rejected", "rejected", "hold"],
  );
});

test("a gate that was disposed of while it was renewed stays so", async () => {
  const gate = await open({ wasm: wasmWithMemory(512) });
  await assert.rejects(gate.checkBytes(large(), { now }), TrapError);
  const late = gate.check("{}", { now });
  gate.dispose();
  await assert.rejects(late, /disposed/);
  assert.equal(gate.memoryBytes, 0);
});

test("a gate that was disposed of says so", async () => {
  const gate = await open();
  gate.dispose();
  await assert.rejects(gate.check("{}"), /disposed/);
});
