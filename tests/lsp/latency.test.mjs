// What somebody who types waits for, client and pipe included; printed, with a bound that only a
// step backwards breaks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Editor, place, project, read, skip } from './client.mjs';

const rounds = 60;

async function median(measure) {
  const times = [];
  for (let i = 0; i < rounds; i++) {
    const begin = process.hrtime.bigint();
    await measure(i);
    times.push(Number(process.hrtime.bigint() - begin) / 1e6);
  }
  return times.sort((a, b) => a - b)[rounds / 2];
}

test('a change to its diagnostics, and completion', { skip }, async (t) => {
  const editor = await Editor.start(t);
  const uri = pathToFileURL(`${project}rules/finance.json`).href;
  const text = read(`${project}rules/finance.json`);
  await editor.open(uri, text);
  const start = place(text, 'Finance desk methodology').start;
  let version = 1;
  const type = (i) => editor.change(uri, ++version, [{ range: { start, end: start }, text: 'abcdefgh'[i % 8] }]);
  const diagnostics = await median(type);
  const condition = place(text, '"when": "').end;
  const completion = await median(() => editor.at('completion', uri, condition));
  const both = await median(async (i) => {
    const found = type(i);
    await editor.at('completion', uri, condition);
    await found;
  });
  const story = pathToFileURL(`${project}rules/examples/settlement-t1.md`).href;
  await editor.open(story, read(`${project}rules/examples/settlement-t1.md`), { languageId: 'markdown' });
  let revision = 1;
  const end = { line: 40, character: 0 };
  const finding = await median(() => editor.change(story, ++revision, [{ range: { start: end, end }, text: 'a ' }]));
  const shown = (name, value) => console.log(`${name}: ${value.toFixed(1)} ms`);
  shown('a change in rules/finance.json to its diagnostics', diagnostics);
  shown('completion in it', completion);
  shown('a change, completion and diagnostics', both);
  shown('a change in a story to its diagnostics', finding);
  assert.ok(both < 500 && finding < 200);
});
