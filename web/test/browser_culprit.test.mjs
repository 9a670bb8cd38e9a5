// A check that does not come to an end in a page: its error names the rule it fails at.
import assert from "node:assert/strict";
import { join } from "node:path";
import { launch, openPage, serve, skip } from "../testing/browser.mjs";
import { greedy, long, methodology, quick, searching, slow, text } from "../testing/failing.mjs";
import { root, wasmWithMemory } from "../testing/module.mjs";
import { afterAll, beforeAll, test } from "../testing/test.mjs";

/** Milliseconds that a check takes longer when a rule is in force, in the worker of the page. */
const delays = { some: 500, most: 1200, rest: 500, more: 500 };
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
/**
 * On a machine of any pace a quick check is far below a limit and a slow one far beyond: its answer
 * takes ten times longer.
 */
const stretching = `
  import "/dist/worker.js";
  const work = self.onmessage;
  const send = self.postMessage.bind(self);
  self.onmessage = (event) => {
    const started = performance.now();
    const late = (...answer) => setTimeout(() => send(...answer), 9 * (performance.now() - started));
    self.postMessage = ["check", "open"].includes(event.data.kind) ? late : send;
    work(event);
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
      "/breaking.js": breaking, "/slow.js": delaying, "/stretching.js": stretching,
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

/** How a check fails. The gate works afterwards. */
async function failure(rules, { session = false, where = "/dist/index.js", story = text, ...options } = {}) {
  const page = await openPage(browser, site.address);
  const found = await page.evaluate(async ({ methodology, text, session, where, options }) => {
    const { createGate } = await import(where);
    // In the page's own thread the search ends after some seconds; here it has the time it takes.
    if (options.worker === false) performance.now = () => 0;
    const gate = await createGate({ methodology, limit: 60_000, ...options });
    const work = session ? gate.open("").update(text, "live") : gate.check(text);
    const error = await work.then(() => ({}), ({ name, rule, message }) => ({ name, rule, message }));
    return { ...error, after: (await gate.evaluate("1 + 1")).text };
  }, { methodology: methodology(rules), text: story, session, where, options });
  assert.equal(found.after, "2");
  await page.context().close();
  return found;
}

for (const session of [false, true]) {
  test(`a rule that takes too long is named, ${session ? "in a session" : "in a check"}`, { skip }, async () => {
    const { name, rule, message } =
      await failure({ quick, endless: slow(1000), last: quick }, { worker: "/stretching.js", limit: 2500, session });
    assert.deepEqual([name, rule], ["TimeoutError", "endless"]);
    assert.match(message, /^a check took longer than 2500 ms; it does with the rule 'endless' alone$/);
  });
}

test("a rule whose pattern takes too long is named", { skip }, async () => {
  const rules = { quick, searching, last: { find: { pattern: "berths?" } } };
  const { name, rule, message } = await failure(rules, { limit: 4000, story: long });
  assert.deepEqual([name, rule], ["TimeoutError", "searching"]);
  assert.match(message, /; it does with the rule 'searching' alone$/);
});

test("of rules that take too long together the slowest is named", { skip }, async () => {
  const rules = Object.fromEntries(Object.keys(delays).map((id) => [id, quick]));
  const { name, rule, message } = await failure(rules, { worker: "/slow.js", limit: 2500 });
  assert.deepEqual([name, rule], ["TimeoutError", "most"]);
  const [, took] = message.match(/; of its rules 'most' takes longest, (\d+) ms$/);
  assert.ok(took >= delays.most && took < 2500, took);
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
