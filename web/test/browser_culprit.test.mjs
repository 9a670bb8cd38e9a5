// A check that does not come to an end in a page: its error names the rule it fails at.
import assert from "node:assert/strict";
import { join } from "node:path";
import { launch, openPage, serve, skip } from "../testing/browser.mjs";
import { greedy, long, methodology, quick, searching, slow, text } from "../testing/failing.mjs";
import { root, wasmWithMemory } from "../testing/module.mjs";
import { afterAll, beforeAll, test } from "../testing/test.mjs";

/** Milliseconds that a check takes longer when a rule is in force, in the worker of the page. */
const delays = { some: 100, most: 240, rest: 100, more: 100 };
const delaying = `
  import "/dist/worker.js";
  const work = self.onmessage;
  const textOf = (bytes) => new TextDecoder().decode(bytes);
  function entryOf(request) {
    let at = request.indexOf(0) + 1;
    const { entry, files } = JSON.parse(textOf(request.subarray(0, at - 1)));
    for (const [name, size] of Object.entries(files)) {
      if (name === entry) return JSON.parse(textOf(request.subarray(at, at + size)));
      at += size;
    }
  }
  let delays = {};
  self.onmessage = (event) => {
    const { kind, request } = event.data;
    if (kind === "create") {
      delays = ${JSON.stringify(delays)};
      const { rules } = entryOf(request);
      for (const { id, each } of rules) if (each === null) delete delays[id];
    }
    const late = kind === "check" ? Object.values(delays).reduce((sum, one) => sum + one, 0) : 0;
    setTimeout(() => work(event), late);
  };`;
const breaking = `
  import "/dist/worker.js";
  const work = self.onmessage;
  self.onmessage = (event) => {
    if (event.data.kind === "check") setTimeout(() => { throw new Error("broken"); });
    else work(event);
  };`;

let site;
let browser;
beforeAll(async () => {
  if (skip) return;
  site = await serve({
    pages: {
      "/": "<!doctype html><title>stet</title><link rel=icon href=data:,>",
      "/breaking.js": breaking, "/slow.js": delaying,
      "/small.wasm": ["application/wasm", wasmWithMemory(512)],
    },
    mounts: { "/dist/": join(root, "web/dist") },
  });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

/**
 * How a check fails whose limit is `share` of the time it takes, or that has other reasons to fail.
 * The gate works afterwards.
 */
async function failure(rules, { share, session = false, where = "/dist/index.js", story = text, ...options } = {}) {
  const page = await openPage(browser, site.address);
  const found = await page.evaluate(async ({ methodology, text, share, session, where, options }) => {
    const { createGate } = await import(where);
    let limit = 20_000;
    if (share) {
      // Its machine code gets better with use, in all workers.
      options.wasm = await WebAssembly.compileStreaming(fetch("/dist/stet.wasm"));
      const gate = await createGate({ methodology, limit, ...options });
      for (let i = 0; i < 3; i++) {
        const started = performance.now();
        await gate.check(text);
        limit = Math.min(limit, (performance.now() - started) * share);
      }
      gate.dispose();
    }
    const gate = await createGate({ methodology, limit, ...options });
    const work = session ? gate.open("").update(text, "live") : gate.check(text);
    const error = await work.then(() => ({}), ({ name, rule, message }) => ({ name, rule, message }));
    return { ...error, after: (await gate.evaluate("1 + 1")).text };
  }, { methodology: methodology(rules), text: story, share, session, where, options });
  assert.equal(found.after, "2");
  await page.context().close();
  return found;
}

for (const session of [false, true]) {
  test(`a rule that takes too long is named, ${session ? "in a session" : "in a check"}`, { skip }, async () => {
    const { name, rule, message } = await failure({ quick, endless: slow(6), last: quick }, { share: 0.5, session });
    assert.deepEqual([name, rule], ["TimeoutError", "endless"]);
    assert.match(message, /^a check took longer than \S+ ms; it does with the rule 'endless' alone$/);
  });
}

test("a rule whose pattern takes too long is named", { skip }, async () => {
  const rules = { quick, searching, last: { find: { pattern: "berths?" } } };
  const { name, rule, message } = await failure(rules, { share: 0.5, story: long });
  assert.deepEqual([name, rule], ["TimeoutError", "searching"]);
  assert.match(message, /; it does with the rule 'searching' alone$/);
});

test("of rules that take too long together the slowest is named", { skip }, async () => {
  const rules = Object.fromEntries(Object.keys(delays).map((id) => [id, quick]));
  const { name, rule, message } = await failure(rules, { worker: "/slow.js", limit: 500 });
  assert.deepEqual([name, rule], ["TimeoutError", "most"]);
  const [, took] = message.match(/; of its rules 'most' takes longest, (\d+) ms$/);
  assert.ok(took >= delays.most && took < 500, took);
});

test("a rule that exhausts the memory is named", { skip }, async () => {
  const { name, rule, message } = await failure({ quick, greedy, last: quick }, { wasm: "/small.wasm" });
  assert.deepEqual([name, rule], ["TrapError", "greedy"]);
  assert.match(message, /; it does with the rule 'greedy' alone$/);
});

for (const where of ["/dist/index.js", "/dist/inline.js"]) {
  test(`in the page's own thread it is named, too: ${where}`, { skip }, async () => {
    const { name, rule, message } =
      await failure({ quick, greedy, last: quick }, { where, worker: false, wasm: "/small.wasm" });
    assert.deepEqual([name, rule], ["TrapError", "greedy"]);
    assert.match(message, /; it does with the rule 'greedy' alone$/);
  });
}

test("where it is no rule, that is said", { skip }, async () => {
  const { name, rule, message } = await failure({ quick }, { worker: "/breaking.js" });
  assert.deepEqual([name, rule], ["TrapError", undefined]);
  assert.match(message, /^the worker failed: .*broken; it does with none of its rules$/);
});
