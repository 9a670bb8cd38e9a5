// What maintainers of a methodology wait for: everything at once on save, an archive replayed by two
// versions, every sub-condition explained.
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cedarMilliseconds } from './cedar.mjs';
import { typical } from './figures.mjs';
import { Module } from './wasm_host.mjs';

/** The edit of a save: a threshold of the finance desk. */
const save = ['finance.json', 'scores.confidence.value < 0.5', 'scores.confidence.value < 0.501'];

/** Ten edits of all kinds: thresholds, conditions, decisions, weights, phrases, stages. */
const ten = [
  ['newsroom-standards.json', '"verifiedFrom": 2', '"verifiedFrom": 3'],
  ['newsroom-standards.json', 'independent_sources < 2 && independent', 'independent_sources < 3 && independent'],
  ['newsroom-standards.json', 'share_in_body(it) < 0.5', 'share_in_body(it) < 0.6'],
  save,
  ['finance.json', 'declared_impact_gap > 2', 'declared_impact_gap > 1'],
  ['finance.json', '"below": -0.15', '"below": -0.1'],
  ['finance.json', '"carry": 0.25', '"carry": 0.2'],
  ['finance.json', '"lead": 0.85', '"lead": 0.8'],
  ['finance.json', '"question": 0.5', '"question": 0.4'],
  ['lists/attribution.json', '"reportedly"', '"reportedly", "is expected to"'],
];

/** A copy of the rules with edits, in a folder of its own; how many of them found their place. */
function edited(rules, folder, edits) {
  cpSync(rules, folder, { recursive: true });
  let made = 0;
  for (const [name, from, to] of edits) {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from) || from === to) continue;
    writeFileSync(path, text.replace(from, to));
    made++;
  }
  return made;
}

export async function saveFigures({ figures, root, scratch, archive, stet, seconds, inTurns, now, quick }) {
  const rules = join(root, 'rules');
  const stories = archive('open.jsonl', '--stories', '200');
  const next = join(scratch, 'next');
  edited(rules, next, [save]);
  const entry = join(next, 'finance.json');
  const verify = ['rules', 'verify', entry, '--previous', join(rules, 'finance.json'), '--archive', stories, '--now', now];
  const times = inTurns(quick ? 5 : 15, {
    check: () => seconds(stet, ['rules', 'check', entry], { codes: [0, 1] }),
    verify: () => seconds(stet, verify, { codes: [0, 1] }),
    test: () => seconds(stet, ['rules', 'test', entry], { codes: [0, 1] }),
  });
  const note = 'the whole process: check, tests, mutation, invariants and replay of 200 stories, after an edit of a threshold';
  figures.add({ name: 'save.native', value: times.verify * 1000, unit: 'ms', against: 'stet rules test', againstValue: times.test * 1000, note });

  const rulesCount = 40;
  const cedar = cedarMilliseconds(rulesCount, quick ? 5 : 15);
  if (cedar !== null) {
    figures.add({
      name: 'save.check', value: times.check * 1000, unit: 'ms', against: 'Cedar', againstValue: cedar.typical,
      note: `stet rules check, the whole process: reads, compiles and looks for what has no effect in ${rulesCount} rules and their lists. Cedar's validate() of ${rulesCount} policies over the same measures, warm, in Node.js; its first call takes ${cedar.first.toFixed(0)} ms`,
    });
  }

  const module = await Module.instantiate(await WebAssembly.compile(readFileSync(join(root, 'build/wasm/stet_upkeep.wasm'))));
  const names = readdirSync(rules, { recursive: true }).filter((name) => name.endsWith('.json') && !name.startsWith('schema'));
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(rules, name), 'utf8')]));
  const [file, from, to] = save;
  const request = {
    entry: 'finance.json',
    files: { ...files, [file]: files[file].replace(from, to) },
    previous: { [file]: files[file] },
    stories: readFileSync(stories, 'utf8').trim().split('\n').map((text, i) => ({ name: `s${i}`, text, format: 'json' })),
    now,
  };
  const rounds = [];
  for (let i = 0; i < (quick ? 5 : 15); i++) {
    const begun = performance.now();
    module.verify(request);
    rounds.push(performance.now() - begun);
  }
  figures.add({ name: 'save.wasm', value: typical(rounds), unit: 'ms', against: 'native', againstValue: times.verify * 1000, note: `the same in Node.js; the first takes ${rounds[0].toFixed(0)} ms` });
}

export function replayFigures({ figures, root, scratch, archive, stet, seconds, now, quick }) {
  const count = quick ? 10_000 : 100_000;
  const path = archive('archive.jsonl', '--stories', String(count));
  const next = join(scratch, 'ten');
  const made = edited(join(root, 'rules'), next, ten);
  const old = join(root, 'rules/finance.json');
  const check = seconds(stet, ['check', '--rules', old, '--now', now, '--format', 'jsonl', '--detail', 'ids', '--quiet', path], { codes: [0, 1] });
  const replay = seconds(stet, ['rules', 'diff', old, join(next, 'finance.json'), '--archive', path, '--now', now]);
  figures.add({ name: 'replay.archive', value: replay, unit: 's', against: 'stet check', againstValue: check, note: `${count} stories, ${Math.round(statSync(path).size / 1e6)} MB, ${made} edits, each flip with its cause` });
}

export function explainFigures({ figures, root, archive, run, bench, stet, processorSeconds, inTurns, now, quick }) {
  const archived = archive('told.jsonl', '--stories', quick ? '1000' : '4000');
  const told = (...more) => processorSeconds(stet, ['check', '--rules', join(root, 'rules/finance.json'), '--now', now, '--format', 'jsonl', '--quiet', '--jobs', '1', ...more, archived], { codes: [0, 1] });
  const times = inTurns(quick ? 3 : 7, { plain: () => told(), traced: () => told('--trace') });
  figures.add({ name: 'explain.findings', value: times.traced, unit: 's', against: 'without --trace', againstValue: times.plain, note: 'the whole process: full verdicts, each finding with every sub-condition of its rule' });
  const path = archive('explained.jsonl', '--stories', '50');
  const us = JSON.parse(run(bench, ['explain', join(root, 'rules/finance.json'), path]).stdout);
  const every = (name, value, note) => figures.add({ name: `explain.every_condition${name}`, value, unit: 'us', against: 'verdict alone', againstValue: us.check_us, note });
  every('', us.recorded_us, 'the value of every sub-condition of every rule and term kept, of silent ones too');
  every('.shown', us.shown_us, `and all of them shown as trees of texts, ${Math.round(us.steps)} a story`);
}
