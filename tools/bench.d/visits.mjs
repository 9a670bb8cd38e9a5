// Loads a page again and again in a Chromium of its own: no debugger is attached, because its script
// in the page and its messages take a third of the time that is to be measured. The page itself
// tells the server how long it took, and loads anew.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { args, executablePath } from '../../web/testing/browser.mjs';
import { removeProfile } from './profile.mjs';

/**
 * The browser with its own window, and the same without one: Playwright's choice where nobody looks.
 * Debian starts the second through a script that would outlive it.
 */
export const browsers = {
  window: { path: executablePath, flags: ['--headless=new'] },
  shell: { path: process.env.STET_HEADLESS_SHELL ?? '/usr/lib/chromium/chromium-headless-shell', flags: [] },
};

/** For a page's script: what it calls with its milliseconds; it loads anew when `ready` resolves. */
export const tell = `(value, ready) => setTimeout(async () => {
  await ready;
  await fetch('/told?' + value);
  location.reload();
}, 300);`;

/** Where `serve` of web/testing/browser.mjs reports requests: `visits` listens. */
export class Told {
  seen = (url) => {
    const [path, value] = url.split('?');
    if (path === '/told') this.listener?.(Number(value));
  };
}

/** What the page told of `count` loads after the first `skipped`: the first ever, median and least. */
export async function visits(told, address, { path, flags }, { count = 11, skipped = 2 } = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'stet-visits-'));
  const all = [...args, ...flags, `--user-data-dir=${profile}`, address];
  const chromium = spawn(path, all, { stdio: 'ignore' });
  const values = [];
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${address}: expected ${count} loads, found ${values.length}`)), 60_000);
    chromium.on('error', reject);
    told.listener = (value) => {
      values.push(value);
      if (values.length < count + skipped) return;
      clearTimeout(timer);
      resolve();
    };
  }).finally(() => {
    told.listener = undefined;
    chromium.kill();
  });
  await new Promise((resolve) => chromium.on('exit', resolve));
  await removeProfile(profile);
  const later = values.slice(skipped).sort((a, b) => a - b);
  return { first: values[0], median: later[later.length >> 1], least: later[0] };
}
