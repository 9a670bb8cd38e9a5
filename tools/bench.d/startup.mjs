// Milliseconds from the module's bytes being there to the first verdict, in a process of its own:
// with a snapshot restored from it, else compiled from the rules.
import { readFileSync } from 'node:fs';
import { createGate } from '../../web/dist/node.js';
import { Module, checkOptions } from './wasm_host.mjs';
import { rulesFiles } from './rules_files.mjs';

const [wasm, rules, story, snapshot] = process.argv.slice(2);
const bytes = readFileSync(wasm);
const article = readFileSync(story);
const asked = { name: 'story', format: 'json', now: '2026-11-24T12:00:00Z', detail: 'full' };
console.log(JSON.stringify(snapshot ? await restored(readFileSync(snapshot)) : await compiled(rulesFiles(rules))));

async function compiled({ entry, files }) {
  const options = checkOptions(asked);
  const begun = performance.now();
  const host = await Module.instantiate(await WebAssembly.compile(bytes));
  const instantiated = performance.now();
  const handle = host.compile(entry, files);
  const compiled = performance.now();
  const verdict = host.check(handle, article, options);
  const done = performance.now();
  JSON.parse(verdict);
  return { total: done - begun, instantiate: instantiated - begun, compile: compiled - instantiated, check: done - compiled };
}

async function restored(snapshot) {
  const begun = performance.now();
  const gate = await createGate({ wasm: bytes, snapshot });
  const ready = performance.now();
  await gate.checkBytes(article, asked);
  const done = performance.now();
  return { total: done - begun, restore: ready - begun, check: done - ready };
}
