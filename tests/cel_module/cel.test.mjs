// CEL's official tests in WebAssembly: the suite beside the project and npm's copy of it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);
const wasm = new URL('build/wasm/stet_cel.wasm', root);
const suite = new URL('../shared/data/cel/conformance.json', root);
const packages = new URL('tests/cel_spec/node_modules', root);

/** The report on `tests`, an array of tests as bytes of JSON. */
async function report(tests) {
  const nothing = () => 0;
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), {
    env: { emscripten_notify_memory_growth: nothing },
    wasi_snapshot_preview1: { proc_exit: nothing, fd_close: nothing, fd_write: nothing, fd_seek: nothing },
  });
  const module = instance.exports;
  module._initialize();
  const at = module.malloc(tests.length);
  new Uint8Array(module.memory.buffer, at, tests.length).set(tests);
  const from = module.cel_conformance(at, tests.length);
  const memory = new Uint8Array(module.memory.buffer);
  return new TextDecoder().decode(memory.subarray(from, memory.indexOf(0, from)));
}

const lastLine = (text) => text.trimEnd().split('\n').at(-1);

test('the official suite passes in WebAssembly', { skip: !existsSync(suite) && 'no ../shared' }, async () => {
  const text = await report(readFileSync(suite));
  console.log(text);
  assert.equal(lastLine(text), '1760 passed, 0 failed, 696 skipped');
});

test('npm\'s copy of the suite passes in WebAssembly', { skip: !existsSync(packages) && 'no tests/cel_spec/node_modules' }, async () => {
  const { conformanceTests } = await import('../cel_spec/convert.mjs');
  const text = await report(new TextEncoder().encode(JSON.stringify(conformanceTests())));
  assert.equal(lastLine(text), '1668 passed, 0 failed, 676 skipped', text);
});

test('a wrong expectation fails', async () => {
  const wrong = [{ id: 'a/b/c', file: 'a', expr: '1', expect: { value: { uint: '1' } } }];
  const text = await report(new TextEncoder().encode(JSON.stringify(wrong)));
  assert.equal(lastLine(text), '0 passed, 1 failed, 0 skipped');
});
