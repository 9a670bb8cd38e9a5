// The module as docs/abi.md describes it to hosts: imports, exports, the example of a host.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, wasmBytes } from "../testing/module.mjs";
import { test } from "../testing/test.mjs";

const module = new WebAssembly.Module(wasmBytes());
const described = readFileSync(join(root, "docs/abi.md"), "utf8");

test("imports are those of docs/abi.md", () => {
  const rows = [...described.matchAll(/^\| `(\w+)\.(\w+)` \| `\(i32\) -> \(\)`/gm)];
  const imports = WebAssembly.Module.imports(module);
  assert.ok(rows.length > 0);
  assert.deepEqual(
    imports.map(({ module: from, name, kind }) => `${kind} ${from}.${name}`).sort(),
    rows.map(([, from, name]) => `function ${from}.${name}`).sort(),
  );
});

test("exports are those of docs/abi.md and of wasm/exports.txt", () => {
  const listed = readFileSync(join(root, "wasm/exports.txt"), "utf8")
    .split("\n")
    .filter((line) => /^[a-z_]+$/.test(line));
  const exports = WebAssembly.Module.exports(module);
  const functions = exports.filter(({ kind }) => kind === "function").map(({ name }) => name);
  const toolchain = ["__errno_location", "stackSave", "stackRestore", "stackAlloc"];
  assert.deepEqual(functions.sort(), [...listed, ...toolchain, "_initialize"].sort());
  assert.deepEqual(
    exports.filter(({ kind }) => kind !== "function").map(({ kind }) => kind).sort(),
    ["memory", "table"],
  );
  for (const name of functions) assert.match(described, new RegExp(`\`${name}[(\`]`));
});

test("all that an instance knows is in its memory, and the build is named", () => {
  // Snapshots rest on it: one global may change, which is the stack pointer, back where it was after
  // each call; the table of functions is as long as it will ever be.
  const bytes = wasmBytes();
  const sections = new Map();
  const number = (at) => {
    let [value, shift] = [0, 0];
    for (; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return [value, at];
    }
  };
  for (let at = 8; at < bytes.length; ) {
    const [size, begin] = number(at + 1);
    sections.set(bytes[at], begin);
    at = begin + size;
  }
  let [count, at] = number(sections.get(6));
  let mutable = 0;
  for (; count > 0; count--) {
    mutable += bytes[at + 1];
    assert.equal(bytes[at + 2], 0x41, "i32.const");
    at = number(at + 3)[1] + 1; // behind `end`
  }
  assert.equal(mutable, 1);
  const [least, most] = number(sections.get(4) + 3);
  assert.equal(least, number(most)[0]);
  assert.equal(WebAssembly.Module.customSections(module, "stet.build")[0].byteLength, 32);
});

test("memory is as large as docs/abi.md says", async () => {
  const imports = {
    env: { emscripten_notify_memory_growth() {} },
    wasi_snapshot_preview1: { proc_exit() {} },
  };
  const { exports } = await WebAssembly.instantiate(module, imports);
  assert.equal(exports.memory.buffer.byteLength, 16 << 20);
  assert.match(described, /begins with 16 MiB/);
});

test("the host in docs/abi.md works", () => {
  const code = /```js\n([^]*?)```/.exec(described)[1];
  const args = ["--input-type=module", "--eval", code];
  assert.equal(execFileSync(process.execPath, args, { cwd: root }).toString(), "reject\n");
});

test("requests that are none are refused, without a trap", async () => {
  const { exports } = await WebAssembly.instantiate(module, {
    env: { emscripten_notify_memory_growth() {} },
    wasi_snapshot_preview1: { proc_exit() {} },
  });
  exports._initialize();
  const put = (text) => {
    const bytes = new TextEncoder().encode(text);
    const at = exports.stet_buffer(bytes.length);
    new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes);
    return [at, bytes.length];
  };
  const take = (result) => {
    const [size, status] = new Uint32Array(exports.memory.buffer, result, 2);
    const bytes = new Uint8Array(exports.memory.buffer, result + 8, size);
    const { problems } = JSON.parse(new TextDecoder().decode(bytes));
    exports.stet_release(result);
    return `${status} ${problems.map(({ code }) => code)}`;
  };
  const rows = [
    [exports.stet_compile(...put("")), "1 syntax"],
    [exports.stet_compile(...put("{")), "1 syntax"],
    [exports.stet_compile(...put("[]")), "1 bad-request"],
    [exports.stet_compile(...put("{}")), "1 bad-request"],
    [exports.stet_compile(...put('{"files": []}')), "1 bad-request"],
    [exports.stet_check(0, ...put("{}"), 0, 0), "1 bad-handle"],
    [exports.stet_check(77, ...put("{}"), 0, 0), "1 bad-handle"],
    [exports.stet_check(0xffffffff, ...put("{}"), 0, 0), "1 bad-handle"],
  ];
  for (const [result, expected] of rows) assert.equal(take(result), expected);
  for (const size of [0xffffffff, 0xffffffc0, 0x80000000]) assert.equal(exports.stet_buffer(size), 0);
  exports.stet_dispose(0);
  exports.stet_dispose(99);
  exports.stet_release(0);
});
