// The condition language beside others: five expressions over one article, parsed once, evaluated
// many times. All must give the same answers before anything is timed.
import { readFileSync } from 'node:fs';
import { celEnv, parse as parseBuf, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { parse as parseMarcbachmann } from '@marcbachmann/cel-js';
import { evaluate as evaluateCelJs, parse as parseCelJs } from 'cel-js';
import { typical } from './figures.mjs';

const path = new URL('cel.json', import.meta.url);
const pattern = /sources? (say|said)/i;
const beats = new Set(['economy', 'markets']);

/** What somebody would write who has only these five rules. */
const byHand = {
  filter_size: (a) => a.sources.filter((s) => s.kind === 'primary').length >= 2,
  all_size: (a) => a.claims.every((c) => c.sources.length > 0),
  compare_in: (a) => a.impact >= 7 && beats.has(a.beat),
  strings_regex: (a) => a.headline.includes('trade') && a.headline.startsWith('China') && pattern.test(a.body),
  nested: (a) => a.claims.some((c) => c.sources.some((x) => a.sources.some((s) => s.id === x && s.kind === 'anonymous'))),
};

/** Numbers as each library wants its ints. */
const withInts = (article) => ({ article: { ...article, impact: BigInt(article.impact) } });

/** { peer: (expression) => () => answer }; a peer that cannot parse an expression throws. */
function peers(article) {
  const ints = withInts(article);
  const env = celEnv({ funcs: strings });
  return {
    marcbachmann: ({ expr }) => {
      const run = parseMarcbachmann(expr);
      return () => run(ints);
    },
    bufbuild: ({ expr }) => {
      const run = plan(env, parseBuf(expr));
      return () => run(ints);
    },
    cel_js: ({ expr }) => {
      const parsed = parseCelJs(expr);
      if (!parsed.isSuccess) throw new Error(parsed.errors.join());
      return () => evaluateCelJs(parsed.cst, { article });
    },
  };
}

/** Nanoseconds of one call of `work`, for about 50 ms. */
function nanoseconds(work) {
  const rounds = [];
  let calls = 1;
  for (const end = performance.now() + 50; performance.now() < end;) {
    const begun = performance.now();
    for (let i = 0; i < calls; i++) work();
    const spent = performance.now() - begun;
    if (spent < 1) calls *= 2;
    else rounds.push((spent * 1e6) / calls);
  }
  return typical(rounds);
}

/** The condition language as a module of its own (tests/cel_module). */
async function openModule(wasm, json) {
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), {
    env: { emscripten_notify_memory_growth() {} },
    wasi_snapshot_preview1: { proc_exit() {}, fd_close() {}, fd_write() {}, fd_seek() {} },
  });
  const module = instance.exports;
  module._initialize();
  const at = module.malloc(json.length);
  new Uint8Array(module.memory.buffer, at, json.length).set(json);
  if (module.cel_bench_open(at, json.length) === 0) throw new Error('the module does not take cel.json');
  return module;
}

const inModule = (module, index) => {
  const times = 200;
  return nanoseconds(() => module.cel_bench_run(index, times)) / times;
};

/** Every way to evaluate `expression`, by name; a way is undefined where it cannot. */
function ways(expression, all, article) {
  const hand = byHand[expression.name];
  const found = { javascript: () => hand(article) };
  for (const [name, prepare] of Object.entries(all)) {
    try {
      const run = prepare(expression);
      if (run() === hand(article)) found[name] = run;
      else console.error(`tools/bench: cel: ${name} gives another answer for ${expression.name}`);
    } catch (error) {
      console.error(`tools/bench: cel: ${name} cannot evaluate ${expression.name}: ${error.message.split('\n')[0]}`);
    }
  }
  return found;
}

/** @param native () => [{name, ns, yes}], measured in one native process */
export async function celFigures(figures, native, wasm, rounds) {
  const json = readFileSync(path);
  const { article, expressions } = JSON.parse(json);
  const module = await openModule(wasm, json);
  const all = peers(article);
  const times = expressions.map(() => ({}));
  for (let round = 0; round < rounds; round++) {
    const inProcess = native();
    expressions.forEach((expression, i) => {
      const yes = byHand[expression.name](article);
      if (inProcess[i].yes !== yes || (module.cel_bench_run(i, 1) === 1) !== yes) throw new Error(`stet gives another answer for ${expression.name}`);
      const add = (name, ns) => (times[i][name] ??= []).push(ns);
      for (const [name, run] of Object.entries(ways(expression, all, article))) add(name, nanoseconds(run));
      add('native', inProcess[i].ns);
      add('wasm', inModule(module, i));
    });
  }
  expressions.forEach(({ name }, i) => report(figures, name, times[i]));
}

function report(figures, name, all) {
  const ns = Object.fromEntries(Object.entries(all).map(([way, values]) => [way, typical(values)]));
  const others = Object.keys(peers({ impact: 0 })).filter((peer) => peer in ns);
  const fastest = others.reduce((a, b) => (ns[a] <= ns[b] ? a : b));
  const add = (way, against, note) =>
    figures.add({ name: `cel.${name}.${way}`, value: ns[way], unit: 'ns', against, againstValue: against && ns[against], note });
  add('javascript', undefined, 'the measure: written by hand');
  for (const peer of others) add(peer, 'javascript');
  for (const way of ['native', 'wasm']) {
    figures.add({ name: `cel.${name}.${way}`, value: ns[way], unit: 'ns', against: fastest, againstValue: ns[fastest], note: `${(ns[fastest] / ns[way]).toFixed(1)} times as fast as ${fastest}, ${(ns[way] / ns.javascript).toFixed(2)} x hand-written` });
  }
}
