// Snapshots in a real browser: restored in the worker and in the page's thread, byte for byte, and
// kept from visit to visit where a page asks for it.
import assert from "node:assert/strict";
import { join } from "node:path";
import { createGate } from "../dist/node.js";
import { launch, openPage, serve, skip } from "../testing/browser.mjs";
import { examples, methodology, root } from "../testing/module.mjs";
import { afterAll, beforeAll, test } from "../testing/test.mjs";

const now = "2026-11-20T12:00:00Z";
const stories = examples().map(({ name, bytes }) => ({ name, text: bytes.toString() }));

let site;
let browser;
let snapshot;
let verdicts;
beforeAll(async () => {
  if (skip) return;
  const gate = await createGate({ methodology: methodology() });
  snapshot = Buffer.from(await gate.snapshot());
  verdicts = [];
  for (const { name, text } of stories) {
    verdicts.push(Buffer.from(await gate.checkBytes(text, { name, format: "markdown", now })).toString());
  }
  const empty = "<!doctype html><title>stet</title><link rel=icon href=data:,>";
  site = await serve({
    pages: {
      "/": empty,
      "/finance.snapshot": ["application/octet-stream", snapshot],
      "/cut.snapshot": ["application/octet-stream", snapshot.subarray(0, 5000)],
    },
    mounts: { "/dist/": join(root, "web/dist") },
  });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

/** What a gate with these options says of all stories, and how it came to be. */
const said = (page, options) =>
  page.evaluate(
    async ({ options, stories, now }) => {
      const { createGate } = await import("/dist/index.js");
      const made = await createGate(options).then((gate) => ({ gate }), (error) => ({ error: `${error.name}: ${error.message}` }));
      if (made.error) return made;
      const verdicts = [];
      for (const { name, text } of stories) {
        const bytes = await made.gate.checkBytes(text, { name, format: "markdown", now });
        verdicts.push(new TextDecoder().decode(bytes));
      }
      const own = (await made.gate.snapshot()).length;
      made.gate.dispose();
      return { restored: made.gate.restored, verdicts, own };
    },
    { options, stories, now },
  );

for (const worker of [true, false]) {
  test(`restored ${worker ? "in the worker" : "in the page"}, verdicts are those of Node.js`, { skip }, async () => {
    const page = await openPage(browser, `${site.address}/`);
    const found = await said(page, { snapshot: "/finance.snapshot", worker });
    assert.deepEqual(found, { restored: true, verdicts, own: snapshot.length });
    const cut = { snapshot: "/cut.snapshot", worker };
    assert.match((await said(page, cut)).error, /^SnapshotError: expected a whole snapshot, found/);
    const both = await said(page, { ...cut, methodology: methodology() });
    assert.deepEqual(both, { restored: false, verdicts, own: snapshot.length });
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}

test("with cache the second visit starts from what the first one compiled", { skip }, async () => {
  const page = await openPage(browser, `${site.address}/`);
  const visit = (files = methodology()) =>
    page.evaluate(
      async ({ files, story, now }) => {
        const { createGate } = await import("/dist/index.js");
        globalThis.gate = await createGate({ methodology: files, cache: true });
        const bytes = await globalThis.gate.checkBytes(story.text, { name: story.name, format: "markdown", now });
        return { restored: globalThis.gate.restored, verdict: new TextDecoder().decode(bytes) };
      },
      { files, story: stories[0], now },
    );
  // As a whole, which begins with its hash, and nobody has it open any more.
  const kept = (count) => page.evaluate(async (count) => {
    const isWhole = async (file) => {
      const all = new Uint8Array(await (await file.getFile()).arrayBuffer());
      const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", all.subarray(32)));
      if (all.length <= 32 || sum.some((byte, i) => byte !== all[i])) return false;
      await (await file.createWritable({ keepExistingData: true })).abort();
      return true;
    };
    for (;;) {
      const folder = await navigator.storage.getDirectory();
      let found = 0;
      for await (const file of folder.values()) found += await isWhole(file).catch(() => false);
      if (found === count) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }, count);
  assert.deepEqual(await visit(), { restored: false, verdict: verdicts[0] });
  await kept(1);
  await page.reload();
  assert.deepEqual(await visit(), { restored: true, verdict: verdicts[0] });
  // Two pages at once may read the same.
  const together = await page.evaluate(async (files) => {
    const { createGate } = await import("/dist/index.js");
    const gates = await Promise.all([1, 2, 3].map(() => createGate({ methodology: files, cache: true })));
    return gates.map(({ restored }) => restored);
  }, methodology());
  assert.deepEqual(together, [true, true, true]);
  const changed = methodology();
  changed.files["finance.json"] += "\n";
  await page.reload();
  assert.equal((await visit(changed)).restored, false);
  await kept(2);
  // What somebody broke is passed over.
  await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    // Its worker may still have it open.
    const writable = (file) => file.createWritable({ keepExistingData: true })
      .catch(() => new Promise((resolve) => setTimeout(() => resolve(writable(file)), 100)));
    for await (const file of folder.values()) {
      const stream = await writable(file);
      await stream.write({ type: "write", position: 100_000, data: "broken" });
      await stream.close();
    }
  });
  await page.reload();
  assert.deepEqual(await visit(), { restored: false, verdict: verdicts[0] });
  await page.context().close();
});
