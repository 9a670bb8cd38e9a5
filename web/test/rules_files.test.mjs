// How rules come into a page: each file once, in one go where a glance tells what they extend, and
// in one file when `stet rules bundle` made one of them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch, openPage, serve, skip } from "../testing/browser.mjs";
import { methodology, root, stet } from "../testing/module.mjs";
import { createGate } from "../dist/node.js";
import { afterAll, beforeAll, test } from "../testing/test.mjs";

const finance = ["finance.json", "lists/afinn.json", "lists/attribution.json", "lists/impact.json", "lists/sentiment.json",
  "newsroom-standards.json"].map((name) => `/rules/${name}`);
const page = (rules) => `<!doctype html><title>rules</title><link rel=icon href=data:,><textarea id=story># A berth opens</textarea>
  <stet-gate for=story rules="${rules}"></stet-gate><script type=module src="/dist/standalone.js"></script>`;
const attribution = readFileSync(join(root, "rules/lists/attribution.json"), "utf8");
const small = (extending) => `{${extending}
  "stet": 1, "id": "small", "version": "1", "title": "Small",
  "decisions": [{"id": "pass", "title": "Runs", "clears": true}, {"id": "hold", "title": "Held", "clears": false}],
  "unknown": "hold", "example": {"headline": "A berth opens", "articleBody": ["A berth opened."]},
  "rules": [{"id": "who", "decision": "hold", "find": {"lists": ["attribution"]}, "why": "w", "message": "m", "fix": ["f"],
    "tests": {"fires": [{"headline": "A berth opens, he said"}], "silent": [{"headline": "A berth opens"}]}}]}`;

let site;
let browser;
let digest;
let asked = [];
beforeAll(async () => {
  if (skip) return;
  digest = (await createGate({ methodology: methodology() })).digest;
  const bundle = execFileSync(stet, ["rules", "bundle", join(root, "rules/finance.json")], { encoding: "utf8" });
  site = await serve({
    pages: {
      "/files": page("/rules/finance.json"),
      "/bundle": page("/finance.bundle.json"),
      "/finance.bundle.json": bundle,
      "/cut": page("/cut.bundle.json"),
      "/cut.bundle.json": bundle.slice(0, 5000),
      "/hidden": page("/desk/hidden.json"),
      "/desk/hidden.json": small('"extends": /* not: seen */ ["../list.json"],'),
      "/gone": page("/desk/gone.json"),
      "/desk/gone.json": small('"extends": ["../list.json", "absent.json"],'),
      "/list.json": attribution,
    },
    mounts: { "/dist/": join(root, "web/dist"), "/rules/": join(root, "rules") },
    seen: (url) => asked.push(url),
  });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

/** The page, once its panel says something; with the files that were asked for, in their order. */
async function opened(path) {
  asked = [];
  const page = await openPage(browser, site.address + path);
  await page.locator("stet-gate").locator(".title, .failure").first().waitFor();
  return page;
}
const rulesAsked = () => asked.filter((url) => url.endsWith(".json"));
const digestOf = (page) => page.locator("stet-gate").evaluate(({ gate }) => gate.digest);

test("rules that extend others are there after one creation, each file asked for once", { skip }, async () => {
  const page = await openPage(browser, undefined, { clock: true });
  await page.clock.pauseAt(Date.now() + 1000); // a check that took too long would make another worker
  // How often the worker is asked for a methodology.
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    window.created = 0;
    Worker.prototype.postMessage = function (message, ...more) {
      if (message.kind === "create") window.created++;
      return post.call(this, message, ...more);
    };
  });
  asked = [];
  await page.goto(`${site.address}/files`);
  await page.locator("stet-gate .title").waitFor();
  assert.deepEqual(rulesAsked().sort(), finance);
  assert.equal(await page.evaluate(() => window.created), 1);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a bundle is one file, and the same methodology", { skip }, async () => {
  const page = await opened("/bundle");
  assert.deepEqual(rulesAsked(), ["/finance.bundle.json"]);
  assert.equal(await digestOf(page), digest);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a bundle that was cut off is told as what it is", { skip }, async () => {
  const page = await opened("/cut");
  const said = await page.locator("stet-gate .failure").innerText();
  assert.match(said, /Not checked/);
  assert.match(said, /expected/);
  await page.context().close();
});

test("what a glance does not see the engine misses, and then it is asked for", { skip }, async () => {
  const page = await opened("/hidden");
  assert.deepEqual(rulesAsked(), ["/desk/hidden.json", "/list.json"]);
  assert.equal(await page.locator("stet-gate").evaluate(({ gate }) => gate.id), "small");
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a file that is not there is told with its address", { skip }, async () => {
  const page = await opened("/gone");
  const said = await page.locator("stet-gate .failure").innerText();
  assert.match(said, /expected a rules file at http:\S+\/desk\/absent\.json, found HTTP 404/);
  await page.context().close();
});
