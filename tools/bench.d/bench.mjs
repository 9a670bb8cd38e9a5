// What tools/bench measures; docs/benchmarks.md says what each figure means.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { Figures, timePerCall, typical } from './figures.mjs';
import { celShare } from './module_parts.mjs';
import { review } from './review.mjs';
import { rulesFiles } from './rules_files.mjs';
import { sourceFigures } from './sources.mjs';
import * as twenty from './twenty.mjs';
import { explainFigures, replayFigures, saveFigures } from './upkeep.mjs';
import { Module, checkOptions } from './wasm_host.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const native = process.env.STET_BUILD ?? join(root, 'build/release');
const wasm = process.env.STET_WASM ?? join(root, 'build/wasm/stet.wasm');
const celWasm = process.env.STET_CEL_WASM ?? join(root, 'build/wasm/stet_cel.wasm');
const namedWasm = process.env.STET_NAMED_WASM ?? join(root, 'build/wasm/stet_named.wasm');
const stet = join(native, 'stet');
const generate = join(native, 'stet_generate');
const bench = join(native, 'stet_bench');
const finance = join(root, 'rules/finance.json');
const standards = join(root, 'rules/newsroom-standards.json');
const twentyRules = join(here, 'twenty.json');
const now = '2026-11-24T12:00:00Z';

const usage = `usage: tools/bench [--quick] [--table] [--only GROUP,...] | --review
Measures and prints one JSON line per figure, or a table. --quick leaves the largest inputs out.
--review lists what would hold real stories for their words, for people to judge.
Groups: throughput, sources, memory, compile, process, check, scores, twenty, cel, module, save, replay, explain.`;

const flags = process.argv.slice(2);
const only = flags.includes('--only') ? flags[flags.indexOf('--only') + 1]?.split(',') : undefined;
const known = ['--quick', '--table', '--json', '--only', '--review', '--help'];
const wrong = flags.find((f, i) => !known.includes(f) && flags[i - 1] !== '--only');
if (wrong !== undefined || flags.includes('--help')) {
  console[wrong ? 'error' : 'log'](usage);
  process.exit(wrong ? 2 : 0);
}
const quick = flags.includes('--quick');
const figures = new Figures(flags.includes('--table'));
const scratch = mkdtempSync(join(tmpdir(), 'stet-bench-'));

/** Runs a program to its end; `codes` are the exits that are no failure. */
function run(program, args, { codes = [0], input, stdout = 'pipe', env } = {}) {
  const result = spawnSync(program, args, { input, stdio: [input ? 'pipe' : 'ignore', stdout, 'pipe'], maxBuffer: 1 << 30, env: { ...process.env, ...env } });
  if (result.error) throw result.error;
  if (!codes.includes(result.status)) {
    throw new Error(`${program} ${args.join(' ')} returned ${result.status}\n${result.stderr}`);
  }
  return result;
}

const decided = [0, 1]; // what `stet check` returns when it could read everything

/** What a program took. A small native program starts it: a child of Node.js costs milliseconds more. */
function measure(program, args, { codes = [0], env } = {}) {
  const result = run(bench, ['run', program, ...args], { stdout: 'ignore', env });
  const measured = JSON.parse(result.stderr.toString().trim().split('\n').at(-1));
  if (!codes.includes(measured.exit)) throw new Error(`${program} returned ${measured.exit}`);
  return measured;
}

/** Seconds by the clock. */
const seconds = (...command) => measure(...command).seconds;

/** Processor seconds, user and system, of a program that does not use several processors. */
const processorSeconds = (...command) => measure(...command).processor_seconds;

/** The typical time of several ways to do a thing, taken in turns, so that a busy moment hits all alike. */
function inTurns(rounds, ways) {
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let i = 0; i < rounds; i++) {
    for (const [name, way] of Object.entries(ways)) times[name].push(way());
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, typical(all)]));
}

function archive(name, ...args) {
  const path = join(scratch, name);
  writeFileSync(path, run(generate, args).stdout);
  return path;
}

const checkArguments = (jobs, rules = finance) => ['check', '--rules', rules, '--now', now, '--format', 'jsonl', '--detail', 'ids', '--quiet', ...(jobs ? ['--jobs', String(jobs)] : [])];

function throughput() {
  const path = archive('archive.jsonl', '--bytes', quick ? '20000000' : '100000000');
  const megabytes = statSync(path).size / 1e6;
  const times = inTurns(quick ? 3 : 5, {
    wc: () => processorSeconds('wc', ['-w', path], { env: { LC_ALL: 'C.UTF-8' } }),
    parse: () => processorSeconds(bench, ['parse', path]),
    one: () => processorSeconds(stet, [...checkArguments(1), path], { codes: decided }),
    standards: () => processorSeconds(stet, [...checkArguments(1, standards), path], { codes: decided }),
    oneWall: () => seconds(stet, [...checkArguments(1), path], { codes: decided }),
    all: () => seconds(stet, [...checkArguments(), path], { codes: decided }),
  });
  const speed = (name) => megabytes / times[name];
  figures.add({ name: 'throughput.wc', value: speed('wc'), unit: 'MB/s', note: 'the measure: wc -w on the same bytes' });
  figures.add({ name: 'throughput.parse_only', value: speed('parse'), unit: 'MB/s', against: 'wc -w', againstValue: speed('wc'), note: 'nlohmann/json, nothing else' });
  figures.add({ name: 'throughput.one_core', value: speed('one'), unit: 'MB/s', against: 'wc -w', againstValue: speed('wc') });
  figures.add({ name: 'throughput.one_core.standards', value: speed('standards'), unit: 'MB/s', against: 'wc -w', againstValue: speed('wc'), note: "rules/newsroom-standards.json: no sentiment and no impact of a desk" });
  figures.add({ name: 'throughput.one_core.beside_parse', value: speed('one'), unit: 'MB/s', against: 'parse only', againstValue: speed('parse') });
  figures.add({ name: 'throughput.all_cores', value: speed('all'), unit: 'MB/s', against: 'one core', againstValue: speed('oneWall'), note: `by the clock; ${availableParallelism()} processors` });
}

function sources() {
  sourceFigures({
    figures, quick, archive, scratch, processorSeconds, inTurns,
    check: (path) => processorSeconds(stet, [...checkArguments(1), path], { codes: decided }),
    evidenceOf: (path) => JSON.parse(run(bench, ['check', finance, path, 'ids']).stdout)[0].evidence_us / 1000,
  });
}

function memory() {
  const sizes = { '10MB': 10e6, '100MB': 100e6, ...(quick ? {} : { '1GB': 1e9 }) };
  let first;
  for (const [name, bytes] of Object.entries(sizes)) {
    const script = '"$0" --bytes "$1" | "$2" run "${@:3}" > /dev/null';
    const result = run('bash', ['-c', script, generate, String(bytes), bench, stet, ...checkArguments(), '-']);
    const measured = JSON.parse(result.stderr.toString().trim().split('\n').at(-1));
    if (!decided.includes(measured.exit)) throw new Error(`stet check returned ${measured.exit}`);
    first ??= measured.max_rss_kb;
    figures.add({ name: `memory.${name}`, value: measured.max_rss_kb / 1024, unit: 'MiB', against: '10MB', againstValue: first / 1024, note: `${(bytes / 1e6 / measured.seconds).toFixed(0)} MB/s from a pipe` });
  }
}

function compile() {
  const measured = JSON.parse(run(bench, ['compile', finance]).stdout);
  figures.add({ name: 'compile.finance', value: measured.ms, unit: 'ms', against: 'parse only', againstValue: measured.parse_ms, note: `${measured.rules} rules; parse only: nlohmann/json on the same files` });
}

/** The words of a story, for tools that know no articles. */
function plainText(story) {
  const article = JSON.parse(story);
  return `# ${article.headline}\n\n${article.articleBody.map((b) => b.text).join('\n\n')}\n`;
}

function wholeProcess() {
  const story = archive('story-600.json', '--stories', '1', '--words', '600');
  const text = join(scratch, 'story-600.md');
  writeFileSync(text, plainText(readFileSync(story, 'utf8')));
  const bin = join(here, 'node_modules/.bin');
  const found = { codes: [0, 1, 255] };
  const options = { ...found, env: { NODE_PATH: '' } };
  const write_good = () => seconds(process.execPath, [join(here, 'node_modules/write-good/bin/write-good.js'), text], { codes: Array.from({ length: 256 }, (_, i) => i) });
  const ways = {
    stet: () => seconds(stet, ['check', '--rules', finance, '--now', now, '--quiet', story], { codes: decided }),
    node: () => seconds(process.execPath, ['-e', '0']),
    write_good,
    textlint: () => seconds(join(bin, 'textlint'), ['--config', join(here, 'textlintrc.json'), '--rules-base-directory', join(here, 'node_modules'), text], options),
  };
  const times = inTurns(quick ? 5 : 15, ways);
  const ms = (name) => times[name] * 1000;
  figures.add({ name: 'process.stet', value: ms('stet'), unit: 'ms', against: 'bare node', againstValue: ms('node'), note: 'a 600-word story, rules/finance.json compiled in the same process' });
  figures.add({ name: 'process.write_good', value: ms('write_good'), unit: 'ms', against: 'stet', againstValue: ms('stet'), note: 'write-good, 9 checks of words' });
  figures.add({ name: 'process.textlint', value: ms('textlint'), unit: 'ms', against: 'stet', againstValue: ms('stet'), note: 'textlint, 5 rules' });
}

async function loadModule() {
  return Module.instantiate(await WebAssembly.compile(readFileSync(wasm)));
}

async function fullCheck() {
  const host = await loadModule();
  const { entry, files } = rulesFiles(finance);
  const handle = host.compile(entry, files);
  const options = checkOptions({ name: 'story', format: 'json', now, detail: 'full' });
  const decoder = new TextDecoder();
  for (const words of [600, 2000, 10000]) {
    const path = archive(`check-${words}.jsonl`, '--stories', '1', '--words', String(words));
    const [measured] = JSON.parse(run(bench, ['check', finance, path, 'full']).stdout);
    const bytes = readFileSync(path);
    const story = bytes.subarray(0, bytes.lastIndexOf(10));
    const parsed = timePerCall(() => JSON.parse(decoder.decode(story)));
    const inWasm = timePerCall(() => host.check(handle, story, options));
    const note = `${measured.words} words, ${measured.bytes} bytes in, ${measured.verdict_bytes} bytes of verdict out`;
    figures.add({ name: `check.native.${words}`, value: measured.us / 1000, unit: 'ms', against: 'JSON.parse', againstValue: parsed / 1000, note });
    figures.add({ name: `check.wasm.${words}`, value: inWasm / 1000, unit: 'ms', against: 'native', againstValue: measured.us / 1000 });
  }
}

/** The finance rules without a score and without the lists that only it reads. */
function withoutScore(score, lists) {
  const path = join(scratch, `no-${score}.json`);
  const none = Object.fromEntries(lists.map((id) => [id, null]));
  writeFileSync(path, JSON.stringify({ stet: 1, extends: [finance], [score]: null, ...(lists.length > 0 && { lists: none }) }));
  return path;
}

/** Ids of the lists in a file of lists: JSON with comments on lines of their own. */
function listsOf(name) {
  const path = join(dirname(finance), 'lists', name);
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8').replace(/^\s*\/\/.*$/gm, '');
  return Object.keys(JSON.parse(text).lists);
}

/** What a check takes with a score, less what it takes without: the search for its phrases counts. */
function shareOfScores() {
  const path = archive('scores.jsonl', '--stories', '1', '--words', '2000');
  const us = (rules, detail) => typical(Array.from({ length: quick ? 3 : 7 }, () => JSON.parse(run(bench, ['check', rules, path, detail]).stdout)[0].us));
  for (const [detail, what] of [['ids', 'decided'], ['full', 'explained: each place is printed']]) {
    const whole = us(finance, detail);
    for (const [score, lists] of [['sentiment', [...listsOf('sentiment.json'), ...listsOf('afinn.json')]], ['impact', listsOf('impact.json')], ['confidence', []]]) {
      figures.add({ name: `scores.${score}.${detail}`, value: whole - us(withoutScore(score, lists), detail), unit: 'us', against: 'a full check', againstValue: whole, note: `a story of 2,000 words, ${what}; the ratio is the share of the score` });
    }
  }
}

/** The first story whose size is nearest to 2.8 kB. */
function smallStory() {
  const path = archive('small.jsonl', '--stories', '400');
  const lines = readFileSync(path, 'utf8').split('\n').filter((line) => line && JSON.parse(line).sources.length >= 5);
  lines.sort((a, b) => Math.abs(a.length - 2800) - Math.abs(b.length - 2800));
  const story = join(scratch, 'twenty.json');
  writeFileSync(story, lines[0]);
  return story;
}

async function twentyRulesCheck() {
  const path = smallStory();
  const story = readFileSync(path);
  const host = await loadModule();
  const handle = host.compile('twenty.json', { 'twenty.json': readFileSync(twentyRules, 'utf8') });
  const options = checkOptions({ name: 'story', format: 'json', now, detail: 'ids' });
  const same = (a, b) => JSON.stringify([a.decision, a.fired]) === JSON.stringify([b.decision, b.fired]);
  if (!same(JSON.parse(twenty.check(story)), JSON.parse(host.check(handle, story, options)))) {
    throw new Error('twenty.mjs and twenty.json disagree on the story');
  }
  const [measured] = JSON.parse(run(bench, ['check', twentyRules, path, 'ids']).stdout);
  const decoder = new TextDecoder();
  const hand = timePerCall(() => twenty.check(story, decoder));
  const inWasm = timePerCall(() => host.check(handle, story, options));
  const stages = measured.read_us + measured.text_us + measured.evidence_us + measured.scores_us + measured.rules_us;
  const withoutText = stages > 0 ? 1 - measured.text_us / stages : 1;
  const note = `${story.length} bytes, ids of rules out`;
  const against = { against: 'hand-written JavaScript', againstValue: hand };
  figures.add({ name: 'twenty.javascript', value: hand, unit: 'us', note: 'the measure: twenty.mjs, JSON.parse included' });
  figures.add({ name: 'twenty.native', value: measured.us, unit: 'us', ...against, note });
  figures.add({ name: 'twenty.native.without_text', value: measured.us * withoutText, unit: 'us', ...against, note: 'less the share of text analysis' });
  figures.add({ name: 'twenty.wasm', value: inWasm, unit: 'us', ...against, note });
  figures.add({ name: 'twenty.wasm.without_text', value: inWasm * withoutText, unit: 'us', ...against, note: 'less the same share as natively' });
}

/** The other libraries are loaded for this group only. */
async function conditionLanguage() {
  const { celFigures } = await import('./cel.mjs');
  const native = () => JSON.parse(run(bench, ['cel', join(here, 'cel.json')]).stdout);
  await celFigures(figures, native, celWasm, quick ? 3 : 9);
  // 10^8 steps, were they taken.
  const numbers = 'lists.range(10000)';
  const hostile = `${numbers}.all(a, ${numbers}.all(b, a + b + n >= 0))`;
  const bindings = join(scratch, 'n.json');
  writeFileSync(bindings, '{"n": 1}');
  const spent = (expression) => processorSeconds(stet, ['cel', '--bindings', bindings, expression], { codes: decided });
  const times = inTurns(quick ? 5 : 15, { hostile: () => spent(hostile), nothing: () => spent('n') });
  figures.add({ name: 'cel.budget', value: times.hostile * 1000, unit: 'ms', against: 'stet cel n', againstValue: times.nothing * 1000, note: 'processor time of the whole process; all() in all() over 10,000 numbers each, stopped by its budget' });
}

function moduleFigures() {
  const bytes = readFileSync(wasm);
  const small = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 } });
  figures.add({ name: 'module.raw', value: bytes.length / 1000, unit: 'kB' });
  figures.add({ name: 'module.brotli', value: small.length / 1000, unit: 'kB', against: 'raw', againstValue: bytes.length / 1000 });
  const share = celShare(namedWasm, join(root, 'engine/cel/zones_table.inc'));
  figures.add({ name: 'module.cel', value: share.cel / 1000, unit: 'kB', against: 'whole', againstValue: share.whole / 1000, note: 'the condition language with its time zones, after brotli' });
  const story = archive('startup.json', '--stories', '1', '--words', '600');
  const snapshot = join(scratch, 'finance.snapshot');
  run(process.execPath, [join(root, 'web/dist/snapshot_command.js'), finance, snapshot]);
  const starts = [];
  const restored = [];
  const bare = [];
  const start = (...more) => JSON.parse(run(process.execPath, [join(here, 'startup.mjs'), wasm, finance, story, ...more]).stdout);
  for (let i = 0; i < (quick ? 5 : 15); i++) {
    starts.push(start());
    restored.push(start(snapshot));
    bare.push(seconds(process.execPath, ['-e', '0']) * 1000);
  }
  const part = (name, of = starts) => typical(of.map((s) => s[name]));
  const note = `instantiate ${part('instantiate').toFixed(1)}, compile rules ${part('compile').toFixed(1)}, check ${part('check').toFixed(1)} ms`;
  figures.add({ name: 'module.first_verdict', value: part('total'), unit: 'ms', against: 'bare node', againstValue: typical(bare), note });
  const noteRestored = `from a snapshot of ${(statSync(snapshot).size / 1e6).toFixed(2)} MB: instantiate and restore ${part('restore', restored).toFixed(1)}, check ${part('check', restored).toFixed(1)} ms`;
  figures.add({ name: 'module.first_verdict.snapshot', value: part('total', restored), unit: 'ms', against: 'compiled', againstValue: part('total'), note: noteRestored });
}

if (flags.includes('--review')) {
  const check = (path) => run(stet, ['check', '--rules', finance, '--now', now, '--format', 'jsonl', '--quiet', path], { codes: decided }).stdout.toString();
  const exit = review({ data: join(root, '../shared/data/wikinews.jsonl'), scratch, check });
  rmSync(scratch, { recursive: true, force: true });
  process.exit(exit);
}

const groups = { throughput, sources, memory, compile, process: wholeProcess, check: fullCheck, scores: shareOfScores, twenty: twentyRulesCheck, cel: conditionLanguage, module: moduleFigures };
const upkeep = { figures, quick, root, scratch, archive, stet, bench, run, seconds, processorSeconds, inTurns, now };
Object.assign(groups, { save: () => saveFigures(upkeep), replay: () => replayFigures(upkeep), explain: () => explainFigures(upkeep) });
const chosen = only ?? Object.keys(groups);
const unknown = chosen.filter((name) => !groups[name]);
if (unknown.length > 0 || chosen.length === 0) {
  console.error(`tools/bench: no group '${unknown.join("', '")}'; there are ${Object.keys(groups).join(', ')}`);
  process.exit(2);
}
let failed = false;
try {
  for (const name of chosen) {
    try {
      await groups[name]();
    } catch (error) {
      failed = true;
      console.error(`tools/bench: ${name}: ${error.message}`);
    }
  }
  figures.end();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
