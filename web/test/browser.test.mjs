// The package in a real browser: the page's own thread, the package's worker, policies, failures.
import assert from "node:assert/strict";
import { join } from "node:path";
import { launch, openPage, serve, skip } from "../testing/browser.mjs";
import { examples, methodology, nativeVerdicts, root, wasmWithMemory } from "../testing/module.mjs";
import { afterAll, beforeAll, test } from "../testing/test.mjs";

const now = "2026-11-20T12:00:00Z";

/** Loads the package as a page does; with "hang" as its name an article never gets an answer. */
const script = `
  import { createGate } from "/dist/index.js";
  export { createGate };
  export async function check({ methodology, stories, now, worker }) {
    const gate = await createGate({ methodology, worker });
    const verdicts = [];
    for (const { name, text } of stories) {
      const bytes = await gate.checkBytes(text, { name, format: "markdown", now });
      verdicts.push(new TextDecoder().decode(bytes));
    }
    gate.dispose();
    return verdicts;
  }
  export const outcome = (work) =>
    work.then((value) => value ?? "none", (error) => error.name + ": " + error.message);`;
const ownWorker = `
  import { check } from "/check.js";
  onmessage = async ({ data }) => {
    postMessage(await check(data).catch((error) => String(error)));
  };`;
const hanging = `
  import "/dist/worker.js";
  const work = self.onmessage;
  self.onmessage = (event) => {
    while (event.data.options?.name === "hang");
    if (event.data.options?.name === "throw") return setTimeout(() => { throw new Error("broken"); });
    work(event);
  };`;

/** Policies of the page and of the worker's file. */
const policies = {
  "/own/worker.js": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
  "/strict": "default-src 'self'",
  "/eval": "default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
};

/** What the server was asked for. */
const asked = [];

let site;
let browser;
beforeAll(async () => {
  if (skip) return;
  const empty = "<!doctype html><title>stet</title><link rel=icon href=data:,>";
  site = await serve({
    pages: {
      "/": empty, "/strict": empty, "/eval": empty,
      "/check.js": script, "/own.js": ownWorker, "/hanging.js": hanging,
      "/page.js": ["text/html", "<!doctype html><p>start page"],
      get "/asked"() {
        return ["application/json", JSON.stringify(asked)];
      },
      "/small.wasm": ["application/wasm", wasmWithMemory(512)],
    },
    mounts: { "/dist/": join(root, "web/dist"), "/own/": join(root, "web/dist") },
    seen: (url) => asked.push(url),
    headers: (path) => (policies[path] ? { "content-security-policy": policies[path] } : {}),
  });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

const stories = () =>
  examples().map(({ name, bytes }) => ({
    name: join(root, "rules/examples", name),
    text: bytes.toString(),
  }));
const expected = () => nativeVerdicts(stories().map(({ name }) => name), "full", now);

/** Runs `work(module, given)` in a page at `path`. */
async function inPage(path, work, given) {
  const page = await openPage(browser, site.address + path);
  const run = new Function("given", `return import("/check.js").then((m) => (${work})(m, given))`);
  const result = await page.evaluate(run, { methodology: methodology(), now, ...given });
  await page.context().close();
  return result;
}

const everything = (m, given) => m.check(given);

test("a page's own thread", { skip }, async () => {
  const given = { stories: stories(), worker: false };
  assert.deepEqual(await inPage("/", everything, given), expected());
});

test("the package's worker", { skip }, async () => {
  assert.deepEqual(await inPage("/", everything, { stories: stories() }), expected());
});

test("a worker of the page's own", { skip }, async () => {
  const work = (_, given) => {
    const worker = new Worker("/own.js", { type: "module" });
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (error) => reject(new Error(error.message));
      worker.postMessage(given);
    });
  };
  assert.deepEqual(await inPage("/", work, { stories: stories() }), expected());
});

test("strict policies: the worker under 'self', the page with 'wasm-unsafe-eval'", { skip }, async () => {
  const given = { stories: stories().slice(0, 1) };
  const first = expected().slice(0, 1);
  assert.deepEqual(await inPage("/strict", everything, given), first);
  assert.deepEqual(await inPage("/eval", everything, given), first);
  assert.deepEqual(await inPage("/eval", everything, { ...given, worker: false }), first);
  assert.deepEqual(await inPage("/strict", everything, { ...given, worker: "/own/worker.js" }), first);
});

test("a policy that forbids WebAssembly is told as such", { skip }, async () => {
  const work = (m, given) => m.outcome(m.check(given));
  const found = await inPage("/strict", work, { stories: [], worker: false });
  assert.match(found, /^ModuleError: expected a policy that lets WebAssembly run/);
});

test("a worker that is not there is told by what is", { skip }, async () => {
  const work = (m, given) => m.outcome(m.createGate(given));
  const rows = [["/nothing.js", /found HTTP 404/], ["/page.js", /found an HTML page.*optimizeDeps/]];
  for (const [worker, message] of rows) {
    assert.match(await inPage("/", work, { worker }), message);
  }
});

test("the module loads while the methodology is waited for", { skip }, async () => {
  const work = async (m, { methodology, now }) => {
    let give;
    const gate = m.createGate({ methodology: new Promise((resolve) => (give = resolve)) });
    const before = async () => (await fetch("/asked")).json();
    while (!(await before()).includes("/dist/stet.wasm")) await new Promise((on) => setTimeout(on, 10));
    give(methodology);
    const { decision } = await (await gate).check("# A berth opens", { now });
    const failed = m.createGate({ methodology: Promise.reject(new Error("no rules today")) });
    return { decision, failed: await m.outcome(failed) };
  };
  asked.length = 0;
  const { decision, failed } = await inPage("/", work, {});
  assert.ok(decision);
  assert.equal(failed, "Error: no rules today");
});

test("a wrong methodology keeps its problems on the way out of the worker", { skip }, async () => {
  const work = (m) =>
    m.createGate({ methodology: '{"stet": 1, "ruls": []}' }).catch((e) => [
      e.name, e.problems.some(({ suggestion }) => suggestion?.includes("rules")),
    ]);
  assert.deepEqual(await inPage("/", work, {}), ["MethodologyError", true]);
});

test("a check beyond its limit ends the worker, twice; the next check has a fresh one", { skip }, async () => {
  const work = async (m, { methodology, now, story }) => {
    const gate = await m.createGate({ methodology, worker: "/hanging.js", limit: 3000 });
    const hung = m.outcome(gate.check(story, { name: "hang" }));
    const beside = gate.check(story, { now });
    const started = performance.now();
    const error = await hung;
    const took = performance.now() - started;
    const answers = [(await beside).decision, (await gate.check(story, { now })).decision];
    return { error, took, answers };
  };
  const story = stories()[0].text;
  const { error, took, answers } = await inPage("/", work, { story });
  assert.equal(error, "TimeoutError: a check took longer than 3000 ms; it does with none of its rules");
  assert.ok(took >= 6000, "asked of a fresh worker once more");
  assert.deepEqual(answers, ["hold", "hold"]);
});

test("without a limit of its own a check may take two seconds; then its worker is gone", { skip }, async () => {
  const page = await openPage(browser, site.address);
  const run = new Function("given", `return import("/check.js").then(async (m) => {
    const gate = await m.createGate({ methodology: given, worker: "/hanging.js" });
    const started = performance.now();
    const error = await m.outcome(gate.check("# A", { name: "hang" }));
    return { error, took: performance.now() - started, after: (await gate.evaluate("1 + 1")).text };
  })`);
  const { error, took, after } = await page.evaluate(run, methodology());
  assert.match(error, /^TimeoutError: a check took longer than 2000 ms; it does with none of its rules$/);
  assert.ok(took >= 4000, `${took}: a fresh one is asked once more`);
  assert.equal(after, "2");
  for (let i = 0; page.workers().length > 1 && i < 600; i++) await page.waitForTimeout(100);
  assert.equal(page.workers().length, 1, "those that hang are ended");
  await page.context().close();
});

test("a worker that breaks is replaced, and what it was asked fails after the second time", { skip }, async () => {
  const work = async (m, { methodology, now, story }) => {
    const gate = await m.createGate({ methodology, worker: "/hanging.js" });
    const broken = await m.outcome(gate.check(story, { name: "throw" }));
    return [broken, (await gate.check(story, { now })).decision];
  };
  const [broken, decision] = await inPage("/", work, { story: stories()[0].text });
  assert.match(broken, /^TrapError: the worker failed: .*broken/);
  assert.equal(decision, "hold");
});

test("exhausted memory: the worker is replaced, a session goes on", { skip }, async () => {
  const work = async (m, { methodology, now, story }) => {
    const gate = await m.createGate({ methodology, wasm: "/small.wasm", limit: 60_000 });
    const session = gate.open(story, { now });
    const before = (await session.edit([])).decision;
    const large = { articleBody: ["A berth opened, the port said. ".repeat(300_000)] };
    const trapped = await m.outcome(gate.check(large));
    const at = story.indexOf("Bank of Japan");
    const after = await session.edit([{ from: at, to: at + 4, insert: "Bänk" }]);
    const whole = await gate.check(session.text, { now, offsets: "utf-16" });
    return { before, trapped, same: JSON.stringify(after) === JSON.stringify(whole), text: session.text };
  };
  const found = await inPage("/", work, { story: stories()[0].text });
  assert.equal(found.before, "hold");
  assert.match(found.trapped, /^TrapError/);
  assert.ok(found.same);
  assert.match(found.text, /Bänk of Japan/);
});

test("of edits that follow each other only the newest is answered", { skip }, async () => {
  const work = async (m, { methodology, now, story }) => {
    const gate = await m.createGate({ methodology });
    const session = gate.open(story, { now });
    const answers = [];
    for (let i = 0; i < 20; i++) answers.push(session.update(session.text + " More."));
    const settled = await Promise.all(answers);
    const whole = await gate.check(session.text, { now, offsets: "utf-16" });
    const kept = settled.filter((verdict) => verdict !== undefined);
    return [kept.length, JSON.stringify(kept[0]) === JSON.stringify(whole), session.sequence];
  };
  assert.deepEqual(await inPage("/", work, { story: stories()[0].text }), [1, true, 20]);
});

test("a gate that is disposed of rejects what waits", { skip }, async () => {
  const work = async (m, { methodology }) => {
    const gate = await m.createGate({ methodology });
    const waiting = m.outcome(gate.check("{}"));
    gate.dispose();
    return [await waiting, await m.outcome(gate.check("{}"))];
  };
  for (const outcome of await inPage("/", work, {})) assert.match(outcome, /disposed/);
});

test("expressions are evaluated where the engine is", { skip }, async () => {
  const work = async (m, { methodology, story }) => {
    const gate = await m.createGate({ methodology });
    const { value } = await gate.evaluate("article.claims.size()", { article: story });
    return [value, (await gate.evaluate("1 + 2")).text, await m.outcome(gate.evaluate("artcle"))];
  };
  const found = await inPage("/", work, { story: stories()[0].text });
  assert.deepEqual(found.slice(0, 2), [2, "3"]);
  assert.match(found[2], /^MethodologyError/);
});

// Five letters a second, now and then a pause, in which the verdict with all its parts is asked for.
test("an hour of typing, compressed: memory stays flat, the console clean", { skip }, async () => {
  const page = await openPage(browser, site.address);
  const chromium = await page.context().newCDPSession(page);
  const run = new Function("given", `return import("/check.js").then(async ({ createGate }) => {
    const { methodology, story, now } = given;
    const { attachTextarea } = await import("/dist/textarea.js");
    const gate = await createGate({ methodology });
    const area = document.body.appendChild(document.createElement("textarea"));
    area.value = story;
    let wanted;
    const onReport = ({ full, text }) => (full || !wanted?.full) && text === area.value && wanted?.resolve();
    attachTextarea(area, gate, { now, delay: 0, onReport });
    const begin = story.indexOf("The new range");
    let typed = 0;
    window.minutes = async (count) => {
      for (const end = typed + 300 * count; typed < end; typed++) {
        const at = begin + (typed % 200);
        const back = typed % 400 >= 200; // what was written is taken back, letter by letter
        area.setRangeText(back ? "" : "word ".charAt(typed % 5), back ? begin : at, back ? begin + 1 : at, "end");
        const answer = new Promise((resolve) => (wanted = { resolve, full: typed % 20 === 19 }));
        area.dispatchEvent(new Event("input"));
        await answer;
      }
      return gate.memoryBytes;
    };
  })`);
  await page.evaluate(run, { methodology: methodology(), story: stories()[0].text, now });
  const heap = async () => {
    await chromium.send("HeapProfiler.collectGarbage");
    return (await chromium.send("Runtime.getHeapUsage")).usedSize;
  };
  const after = async (count) => ({ engine: await page.evaluate((n) => window.minutes(n), count), page: await heap() });
  const warm = await after(20);
  const hour = await after(40);
  assert.equal(hour.engine, warm.engine);
  assert.ok(hour.page < warm.page + 200_000, `${warm.page} bytes after 20 minutes, ${hour.page} after an hour`);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
