// tools/bench --browser: what somebody who writes in a page waits for, in Debian's chromium, beside
// other checkers on the same texts in the same run. docs/benchmarks.md says what each figure means.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { launch, serve, skip } from '../../web/testing/browser.mjs';
import { methodology } from '../../web/testing/module.mjs';
import { Figures } from './figures.mjs';
import { measureRival, openStory, typing } from './in_page.mjs';
import { memoryOf } from './memory.mjs';
import { bundleRivals } from './rivals.mjs';
import { rulesFigures } from './rules_view.mjs';
import { browsers, Told, tell, visits } from './visits.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const dist = join(root, 'web/dist');
const figures = new Figures(process.argv.includes('--table'));
const quick = process.argv.includes('--quick');
const sizes = quick ? [600, 10_000] : [600, 2_000, 10_000, 12_000, 20_000];
const rivalSizes = [600, 10_000];
const rivals = ['write-good', 'alex', 'textlint', 'harper.js'];
const now = '2026-11-24T12:00:00Z';
if (skip) throw new Error(skip);

/** An example story whose analysis is as long as wanted; no paragraph stands twice. */
function storyOf(words) {
  const story = readFileSync(join(root, 'rules/examples/settlement-t1.md'), 'utf8');
  const [head, tail] = story.split('## What to watch');
  const paragraphs = [];
  for (let i = 0; (paragraphs.length + 4) * 40 < words; i++) {
    paragraphs.push(`On day ${i} the clearing house said that ${i + 17} members had tested the change, and brokers in ` +
      `group ${i % 97} confirmed ${i * 3 + 1} trades before the evening. Back offices worked until ${i % 12} o’clock, ` +
      `one of them reported, and ${i % 7} trades settled late.[^dtcc]`);
  }
  return `${head}${paragraphs.join('\n\n')}\n\n## What to watch${tail}`;
}

const { script, harper } = await bundleRivals();
/** A methodology and what it extends, nothing else. */
function rulesOf(name) {
  const { files } = methodology();
  const kept = Object.entries(files).filter(([file]) => file === `${name}.json` || /^(newsroom-standards|lists\/)/.test(file));
  return { entry: `${name}.json`, files: Object.fromEntries(kept) };
}

const told = new Told();
const bare = '<!doctype html><title>bench</title><link rel=icon href=data:,>';
/** The page of docs/embedding.md, with rules as `stet rules bundle` writes them. */
const panel = (attributes) => `${bare}<textarea id=story># A berth opens</textarea>
  <stet-gate for=story rules="/finance.bundle.json" ${attributes}></stet-gate>
  <script type=module src="/stet/standalone.js"></script><script type=module src="/panel.js"></script>`;
const site = await serve({
  pages: {
    '/': bare,
    '/rivals': `${bare}<script src="/rivals.js"></script>`,
    '/rivals.js': script,
    '/panel': panel(''),
    '/cached': panel('cache'),
    '/finance.bundle.json': JSON.stringify(rulesOf('finance')),
    '/panel.js': `const tell = ${tell}
      const panel = document.querySelector('stet-gate');
      const kept = async () => {
        const folder = await navigator.storage.getDirectory();
        for (;;) {
          for await (const file of folder.values()) if ((await file.getFile()).size > 1e6) return;
          await new Promise((on) => setTimeout(on, 200));
        }
      };
      document.addEventListener('stet-verdict', () => {
        const value = performance.now();
        if (location.search !== '?once') tell(value, panel.cache && !panel.gate.restored && kept());
      }, { once: true });`,
    '/worker': `${bare}<script type=module src="/worker.js"></script>`,
    '/worker.js': `const tell = ${tell}
      const worker = new Worker('/echo.js', { type: 'module' });
      worker.onmessage = () => tell(performance.now());
      worker.postMessage('');`,
    '/echo.js': 'onmessage = () => postMessage("");',
    '/told': '',
  },
  mounts: { '/stet/': dist, '/harper.wasm': harper },
  // Files of a site that does not change every minute, as servers commonly send them.
  headers: (path) => ({
    'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp',
    ...(/^\/stet\/|\.js(on)?$/.test(path) && { 'cache-control': 'max-age=600' }),
  }),
  seen: told.seen,
});
const browser = await launch();

async function open(path) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(site.address + path);
  return page;
}

/** Milliseconds for a whole text, by rival and number of words. */
async function rivalTimes() {
  const page = await open('/rivals');
  const times = {};
  for (const name of rivals) {
    for (const words of rivalSizes) {
      const time = await page.evaluate(measureRival, { name, text: storyOf(words) });
      (times[name] ??= {})[words] = time;
    }
  }
  await page.context().close();
  return times;
}

/** Keystrokes, and what they grow with the text. */
async function keys() {
  const page = await open('/');
  const others = await rivalTimes();
  const medians = {};
  for (const words of sizes) {
    const given = { methodology: methodology(), text: storyOf(words), now };
    const { median, p99, whole } = await page.evaluate(typing, given);
    const here = await page.evaluate(typing, { ...given, worker: false });
    medians[words] = median;
    const name = `browser.key.${words}`;
    figures.add({ name: `${name}.median`, value: median, unit: 'ms', note: 'worker and back' });
    figures.add({ name: `${name}.p99`, value: p99, unit: 'ms' });
    figures.add({ name: `${name}.without_worker`, value: here.median, unit: 'ms', note: 'engine and its JSON, in the page' });
    for (const rival of rivals) {
      const value = others[rival][words]?.median;
      if (value === undefined) continue;
      figures.add({ name: `${name}.${rival}`, value, unit: 'ms', against: 'stet', againstValue: median, note: 'the whole text, in the page' });
    }
    figures.add({ name: `browser.check.${words}`, value: whole, unit: 'ms', note: 'first check of an unseen text' });
  }
  const growth = (of) => of[10_000] / of[600];
  figures.add({ name: 'browser.key.growth', value: growth(medians), unit: 'times', note: 'a keystroke in 10,000 words beside one in 600' });
  for (const rival of rivals) {
    const of = Object.fromEntries(rivalSizes.map((words) => [words, others[rival][words].median]));
    figures.add({ name: `browser.key.growth.${rival}`, value: growth(of), unit: 'times', against: 'stet', againstValue: growth(medians) });
    figures.add({ name: `browser.first_result.${rival}`, value: others[rival][600].first, unit: 'ms', note: '600 words, its script loaded' });
  }
  await page.context().close();
}

/** In a page: a worker that has nothing to do. */
function idleWorker() {
  return new Promise((answered) => {
    globalThis.worker = new Worker('/echo.js', { type: 'module' });
    worker.onmessage = () => answered();
    worker.postMessage('');
  });
}

/** What a page takes more with an engine and 10,000 words in it than blank. */
async function memoryFigure() {
  const given = { methodology: rulesOf('finance'), text: storyOf(10_000), now };
  const value = (await memoryOf(`${site.address}/`, openStory, given)) / 1e6;
  const againstValue = (await memoryOf(`${site.address}/`, idleWorker)) / 1e6;
  figures.add({ name: 'browser.memory', value, unit: 'MB', against: 'an empty worker', againstValue, note: 'over a blank page, 10,000 words open; all of the process' });
}

/** Loads of a page with the panel, beside one that only starts a worker that does nothing. */
async function firstVerdict(name, browser, where) {
  const note = ({ first, least }) => `median of 11 visits, the fastest ${least.toFixed(0)} ms; the first of a fresh browser ${first.toFixed(0)} ms`;
  const empty = await visits(told, `${site.address}/worker`, browser);
  const compiled = await visits(told, `${site.address}/panel`, browser);
  const restored = await visits(told, `${site.address}/cached`, browser);
  const against = { unit: 'ms', against: 'an empty worker', againstValue: empty.median };
  figures.add({ name, value: compiled.median, ...against, note: `after navigation, ${where}, rules compiled; ${note(compiled)}` });
  figures.add({ name: `${name}.cached`, value: restored.median, ...against, note: `${where}, with cache; ${note(restored)}` });
}

/** Processor milliseconds of the longest task of the page's thread while `work` goes on. */
async function longestTask(page, work) {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const threads = new Set(traceEvents
    .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
    .map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents.filter(({ name, pid, tid }) => name.endsWith('RunTask') && threads.has(`${pid} ${tid}`));
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

async function manyFindings(page) {
  const line = 'It reportedly admitted a rumour, sources said. Prices rose 40 % that day.\n\n';
  const many = `# A berth\n\n${line.repeat(110)}`;
  await page.locator('stet-gate .title').waitFor();
  const drawn = () => page.evaluate(() => document.querySelector('stet-gate').shadowRoot.querySelectorAll('[part=findings] li').length);
  const value = await longestTask(page, async () => {
    await page.evaluate((text) => {
      const area = document.querySelector('textarea');
      area.value = text;
      area.dispatchEvent(new Event('input'));
    }, many);
    await page.waitForTimeout(2000);
    await page.focus('textarea');
    await page.keyboard.type(' and more', { delay: 30 });
    await page.waitForTimeout(1000);
  });
  figures.add({ name: 'browser.longest_task', value, unit: 'ms', note: `processor time; ${await drawn()} findings drawn, then nine keystrokes` });
}

function weight() {
  const files = ['standalone.js', 'worker.js', 'stet.wasm'];
  const bytes = files.reduce((sum, name) => sum + brotliCompressSync(readFileSync(join(dist, name))).length, 0);
  figures.add({ name: 'browser.page_weight', value: bytes / 1000, unit: 'kB', note: `brotli: ${files.join(', ')}` });
}

await keys();
await memoryFigure();
await firstVerdict('browser.first_verdict', browsers.shell, 'the page alone');
await firstVerdict('browser.first_verdict.window', browsers.window, 'beside the browser’s own window');
await manyFindings(await open('/panel?once'));
await rulesFigures(browser, figures, root);
weight();
figures.end();
await browser.close();
site.close();
