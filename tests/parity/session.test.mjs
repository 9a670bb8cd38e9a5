// Sessions of the module: after every edit, the verdict is that of a fresh check, byte for byte.
// The module itself is called, as docs/abi.md describes it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { examples, methodology, root, wasmBytes } from "../../web/testing/module.mjs";

const { instance } = await WebAssembly.instantiate(wasmBytes(), {
  env: { emscripten_notify_memory_growth() {} },
  wasi_snapshot_preview1: {
    proc_exit(code) {
      throw new Error(`stopped with ${code}`);
    },
  },
});
const engine = instance.exports;
engine._initialize();

/** Calls `work` with the pointers and sizes of the inputs; the answer's bytes as text. */
function call(work, ...inputs) {
  const parts = inputs.map((input) => {
    const bytes = Buffer.from(input);
    const at = engine.stet_buffer(bytes.length);
    new Uint8Array(engine.memory.buffer, at, bytes.length).set(bytes);
    return [at, bytes.length];
  });
  const result = work(...parts.flat());
  const [size, status] = new Uint32Array(engine.memory.buffer, result, 2);
  const answer = Buffer.from(new Uint8Array(engine.memory.buffer, result + 8, size)).toString();
  for (const pointer of [...parts.map(([at]) => at), result]) engine.stet_release(pointer);
  assert.equal(status, 0, answer);
  return answer;
}

const { methodology: handle } = JSON.parse(call(engine.stet_compile, JSON.stringify(methodology())));
const forms = ["full", "live", "ids"].flatMap((detail) =>
  ["utf-8", "utf-16"].map((offsets) =>
    JSON.stringify({ detail, offsets, name: "story", now: "2026-11-24T12:00:00Z" }),
  ),
);

/** The same numbers on every run (xorshift). */
function randomFrom(seed) {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const pieces = ["", "a", " ", ".", "“", "”", '"', "\n\n", " rose 5.2 %", ", she said.", "é𝄞", "\\"];

for (const [number, { name }] of examples().entries()) {
  test(`a session of ${name} under random edits`, () => {
    const random = randomFrom(number + 1);
    let story = readFileSync(join(root, "rules/examples", name));
    const open = (at, size) => engine.stet_open(handle, at, size);
    const { session } = JSON.parse(call(open, story));
    for (let step = 0; step < 40; ++step) {
      const begin = random(story.length + 1);
      const end = Math.min(story.length, begin + random(random(5) === 0 ? 300 : 3));
      const from = random(story.length);
      const text = random(2) === 0
        ? Buffer.from(pieces[random(pieces.length)])
        : story.subarray(from, from + random(200));
      call((at, size) => engine.stet_edit(session, begin, end, at, size), text);
      story = Buffer.concat([story.subarray(0, begin), text, story.subarray(end)]);
      for (const form of forms) {
        const live = call((...options) => engine.stet_check_session(session, ...options), form);
        const fresh = call((...parts) => engine.stet_check(handle, ...parts), story, form);
        assert.equal(live, fresh, `step ${step}, ${form}`);
      }
    }
    engine.stet_close(session);
  });
}
