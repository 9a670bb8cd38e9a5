// What a page takes in memory: all of the browser's processes for pages, garbage collected in the
// page and in its workers, which collect their own so seldom that it would be most of the figure.
//
// Playwright is not used: it has the browser keep a copy of every response, the module too. Here the
// browser is told to evaluate and to collect garbage, through its pipe, and nothing else.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { args, executablePath } from '../../web/testing/browser.mjs';
import { removeProfile } from './profile.mjs';

/** Bytes that `work(given)` adds to a blank page at `address`. */
export async function memoryOf(address, work, given = null) {
  const chromium = new Chromium();
  try {
    const page = await chromium.open(address);
    const before = await chromium.pageBytes(page);
    await chromium.evaluate(page, `(${work})(${JSON.stringify(given)})`);
    return (await chromium.pageBytes(page)) - before;
  } finally {
    await chromium.end();
  }
}

class Chromium {
  constructor() {
    this.profile = mkdtempSync(join(tmpdir(), 'stet-memory-'));
    const flags = [...args, '--headless=new', '--remote-debugging-pipe', `--user-data-dir=${this.profile}`, 'about:blank'];
    this.process = spawn(executablePath, flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    this.waiting = new Map();
    this.workers = [];
    let text = '';
    this.process.stdio[4].setEncoding('utf8').on('data', (more) => {
      const messages = (text + more).split('\0');
      text = messages.pop();
      for (const message of messages) this.read(JSON.parse(message));
    });
  }

  read({ id, method, params, result, error }) {
    if (method === 'Target.attachedToTarget' && params.targetInfo.type === 'worker') this.workers.push(params.sessionId);
    const { resolve, reject } = this.waiting.get(id) ?? {};
    if (error) reject?.(new Error(error.message));
    else resolve?.(result);
  }

  send(method, params = {}, sessionId = undefined) {
    const id = this.waiting.size + 1;
    const answer = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return answer;
  }

  /** The session of a page whose workers are known. */
  async open(url) {
    const { targetId } = await this.send('Target.createTarget', { url });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    await this.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true }, sessionId);
    return sessionId;
  }

  async evaluate(page, expression) {
    const wanted = { expression, awaitPromise: true, returnByValue: true };
    const { exceptionDetails } = await this.send('Runtime.evaluate', wanted, page);
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
  }

  /** When the page has become quiet. */
  async pageBytes(page) {
    await pause(1000);
    for (const session of [page, ...this.workers]) await this.send('HeapProfiler.collectGarbage', {}, session);
    await pause(2000);
    const { processInfo } = await this.send('SystemInfo.getProcessInfo');
    const pages = processInfo.filter(({ type }) => type === 'renderer');
    const kilobytes = pages.map(({ id }) => Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))[1]));
    return kilobytes.reduce((sum, one) => sum + one, 0) * 1024;
  }

  async end() {
    const ended = new Promise((resolve) => this.process.on('exit', resolve));
    void this.send('Browser.close');
    await ended;
    await removeProfile(this.profile);
  }
}
