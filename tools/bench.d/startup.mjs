// Milliseconds from the module's bytes being there to the first verdict, in a process of its own.
import { readFileSync } from 'node:fs';
import { Module, checkOptions } from './wasm_host.mjs';
import { rulesFiles } from './rules_files.mjs';

const [wasm, rules, story] = process.argv.slice(2);
const bytes = readFileSync(wasm);
const { entry, files } = rulesFiles(rules);
const article = readFileSync(story);
const options = checkOptions({ name: 'story', format: 'json', now: '2026-11-24T12:00:00Z', detail: 'full' });

const begun = performance.now();
const host = await Module.instantiate(await WebAssembly.compile(bytes));
const instantiated = performance.now();
const handle = host.compile(entry, files);
const compiled = performance.now();
const verdict = host.check(handle, article, options);
const done = performance.now();
JSON.parse(verdict);
console.log(JSON.stringify({ total: done - begun, instantiate: instantiated - begun, compile: compiled - instantiated, check: done - compiled }));
