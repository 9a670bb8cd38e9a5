// What a standards editor waits for in the workbench: from an edit of a rule until all that it does
// is told, two hundred stories judged by both versions among it.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { serve } from '../../web/testing/browser.mjs';

const edits = 9;
const stories = 200;

/** In the page: the milliseconds until what an edit does is told, the pause before it included. */
function edit([from, to]) {
  const rules = document.querySelector('stet-workbench').shadowRoot.querySelector('desk-rules').shadowRoot;
  const { view } = rules.querySelector('stet-editor');
  const told = rules.querySelector('desk-verified').shadowRoot;
  const at = view.state.doc.toString().indexOf(from);
  if (at < 0) throw new Error(`expected ${from} in the rules`);
  const busy = () => told.querySelector('h3 + p').textContent.startsWith('Trying');
  return new Promise((resolve) => {
    const begun = performance.now();
    let tried = false;
    const watch = new MutationObserver(() => {
      tried ||= busy();
      if (!tried || busy()) return;
      watch.disconnect();
      resolve(performance.now() - begun);
    });
    watch.observe(told, { childList: true, subtree: true, characterData: true });
    view.dispatch({ changes: { from: at, to: at + from.length, insert: to } });
  });
}

export async function rulesFigures(browser, figures, root) {
  const generate = join(process.env.STET_BUILD ?? join(root, 'build/release'), 'stet_generate');
  const archive = execFileSync(generate, ['--stories', String(stories - 1)], { maxBuffer: 1 << 28 });
  const site = await serve({ mounts: { '/': join(root, 'build/workbench') } });
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${site.address}/#rules`);
  await page.locator('desk-rules .cm-line').nth(3).waitFor();
  await page.locator('stet-gate .title').waitFor();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add stories…' }).click();
  await (await choosing).setFiles([{ name: 'archive.jsonl', mimeType: 'application/jsonl', buffer: archive }]);
  await page.locator('desk-archive', { hasText: `and ${stories - 1} more` }).waitFor();
  const threshold = (i) => `scores.confidence.value < 0.5${i || ''}`;
  const times = [];
  for (let i = 0; i < edits; i++) times.push(await page.evaluate(edit, [threshold(i), threshold(i + 1)]));
  const [first, ...later] = times;
  later.sort((a, b) => a - b);
  const note = `the pause of 300 ms included; ${stories} stories, tests, mistakes, invariants; the longest of ${later.length} ${later.at(-1).toFixed(0)} ms`;
  figures.add({ name: 'browser.rules_edit', value: later[later.length >> 1], unit: 'ms', note });
  figures.add({ name: 'browser.rules_edit.first', value: first, unit: 'ms', note: 'the module for maintainers is loaded, and the rules before the edit are compiled' });
  await page.context().close();
  site.close();
}
