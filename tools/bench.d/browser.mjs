// tools/bench --browser: what somebody who writes in a page waits for, in Debian's chromium, beside
// write-good on the same texts in the same run. docs/benchmarks.md says what each figure means.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { launch, serve, skip } from '../../web/testing/browser.mjs';
import { methodology } from '../../web/testing/module.mjs';
import { Figures, timePerCall } from './figures.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const dist = join(root, 'web/dist');
const figures = new Figures(process.argv.includes('--table'));
const sizes = process.argv.includes('--quick') ? [600, 10_000] : [600, 2_000, 10_000, 20_000];
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

/** In the page: keystrokes in the middle of a story, each answered before the next. */
async function typing({ methodology, text, now, worker }) {
  const { createGate } = await import('/stet/index.js');
  const gate = await createGate({ methodology, worker });
  const unseen = performance.now();
  await gate.check(text, { now });
  const whole = performance.now() - unseen;
  const session = gate.open(text, { now, format: 'markdown' });
  await session.edit([]);
  const at = text.indexOf(' ', text.length >> 1);
  const times = [];
  for (let i = 0; i < 300; i++) {
    const begun = performance.now();
    await session.edit([{ from: at + i, to: at + i, insert: 'a' }], 'live');
    if (i >= 50) times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const memory = gate.memoryBytes;
  gate.dispose();
  return { median: times[times.length >> 1], p99: times[Math.floor(times.length * 0.99)], whole, memory };
}

/** In the page: the longest time for which it could do nothing else while 500 findings are shown. */
async function longestTask({ text }) {
  const area = document.querySelector('textarea');
  let longest = 0;
  let last = performance.now();
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const at = performance.now();
    longest = Math.max(longest, at - last);
    last = at;
    channel.port2.postMessage(0);
  };
  channel.port2.postMessage(0);
  area.value = text;
  area.dispatchEvent(new Event('input'));
  await new Promise((done) => setTimeout(done, 1500));
  channel.port1.close();
  return { longest, findings: document.querySelector('stet-gate').report.marks.length };
}

const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
const bare = '<!doctype html><title>bench</title><link rel=icon href=data:,>';
const site = await serve({
  pages: { '/': bare, '/panel': `${bare}<textarea id=story># A berth opens</textarea>
    <stet-gate for=story></stet-gate><script type=module src="/panel.js"></script>`,
  '/panel.js': `import { createGate } from '/stet/standalone.js';
    document.addEventListener('stet-verdict', () => window.first ??= performance.now());
    document.querySelector('stet-gate').gate = await createGate({ methodology: ${JSON.stringify(methodology())} });` },
  mounts: { '/stet/': dist },
  headers: () => isolated,
});
const browser = await launch();
const page = await (await browser.newContext()).newPage();
await page.goto(site.address);

async function writeGood(text) {
  try {
    const check = createRequire(import.meta.url)('write-good');
    return timePerCall(() => check(text)) / 1000;
  } catch {
    return undefined;
  }
}

for (const words of sizes) {
  const text = storyOf(words);
  const given = { methodology: methodology(), text, now };
  const { median, p99, whole, memory } = await page.evaluate(typing, given);
  const here = await page.evaluate(typing, { ...given, worker: false });
  const rival = await writeGood(text);
  const against = rival && { against: 'write-good, the whole text', againstValue: rival };
  figures.add({ name: `browser.key.${words}.median`, value: median, unit: 'ms', ...against, note: 'worker and back' });
  figures.add({ name: `browser.key.${words}.p99`, value: p99, unit: 'ms' });
  figures.add({ name: `browser.key.${words}.without_worker`, value: here.median, unit: 'ms', note: 'engine and its JSON, in the page' });
  figures.add({ name: `browser.check.${words}`, value: whole, unit: 'ms', note: 'first check of an unseen text' });
  figures.add({ name: `browser.memory.${words}`, value: memory / 2 ** 20, unit: 'MiB', note: 'of the engine' });
}

const panel = await (await browser.newContext()).newPage();
const firsts = [];
for (let i = 0; i < 5; i++) {
  await panel.goto(`${site.address}/panel`);
  await panel.waitForFunction(() => window.first);
  firsts.push(await panel.evaluate(() => window.first));
}
figures.add({ name: 'browser.first_verdict', value: firsts.sort((a, b) => a - b)[2], unit: 'ms', note: 'after navigation, median of 5' });
const many = `# A berth\n\n${'It reportedly admitted a rumour, sources said.\n\n'.repeat(170)}`;
const { longest, findings } = await panel.evaluate(longestTask, { text: many });
figures.add({ name: 'browser.longest_task', value: longest, unit: 'ms', note: `${findings} findings shown` });
const files = ['standalone.js', 'worker.js', 'stet.wasm'];
const weight = files.reduce((sum, name) => sum + brotliCompressSync(readFileSync(join(dist, name))).length, 0);
figures.add({ name: 'browser.page_weight', value: weight / 1000, unit: 'kB', note: `brotli: ${files.join(', ')}` });
figures.end();
await browser.close();
site.close();
