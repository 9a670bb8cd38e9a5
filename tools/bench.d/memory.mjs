// What a page takes in memory: all of the browser's processes for pages, garbage collected in the
// page and in its workers, which collect their own so seldom that it would be most of the figure.
import { readFileSync } from 'node:fs';

export async function pageMemory(browser, page) {
  const system = await browser.newBrowserCDPSession();
  const chromium = await page.context().newCDPSession(page);
  const workers = [];
  chromium.on('Target.attachedToTarget', ({ sessionId }) => workers.push(sessionId));
  await chromium.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const collect = { id: 1, method: 'HeapProfiler.collectGarbage' };

  /** Bytes, when the page has become quiet. */
  return async () => {
    await chromium.send(collect.method);
    const message = JSON.stringify(collect);
    for (const sessionId of workers) await chromium.send('Target.sendMessageToTarget', { sessionId, message });
    await page.waitForTimeout(2000);
    const { processInfo } = await system.send('SystemInfo.getProcessInfo');
    const pages = processInfo.filter(({ type }) => type === 'renderer');
    const kilobytes = pages.map(({ id }) => Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))[1]));
    return kilobytes.reduce((sum, one) => sum + one, 0) * 1024;
  };
}
