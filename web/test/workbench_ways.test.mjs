// The workbench tells with which changes the story would pass, when it has rested: below the to-pass
// list, with a way to each place, without moving anything under the pointer or saying it aloud.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { openPage, skip, stopClock } from "../testing/browser.mjs";
import { root } from "../testing/module.mjs";
import { test } from "../testing/test.mjs";
import { replaceIn, workbench } from "../testing/workbench.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const example = (name) => readFileSync(join(root, `rules/examples/${name}.md`), "utf8");

/** Edited rules, with one about words for which the engine has no others. */
const withHeadlineRule = {
  "finance.json": readFileSync(join(root, "rules/finance.json"), "utf8").replace('"rules": [', `"rules": [
    {
      "id": "no-day", "title": "No day", "why": "w", "owner": "standards", "decision": "hold", "when": "article.headline.contains('one day')", "message": "day", "fix": ["no"],
      "tests": {"fires": [{"headline": "In one day"}], "silent": [{}]}
    },`),
};

const there = workbench();

/** The workbench with `story`, and edited rules, as its drafts. */
async function open(story, { rules, prepare, ...options } = {}) {
  const page = await openPage(there.browser, undefined, { viewport: { width: 1280, height: 900 }, ...options });
  await page.addInitScript(([story, rules]) => {
    if (!localStorage.getItem("stet:story")) localStorage.setItem("stet:story", story);
    if (rules) localStorage.setItem("stet:rules", JSON.stringify(rules));
  }, [story, rules]);
  await prepare?.(page);
  page.modules = [];
  page.on("request", (request) => /upkeep\.wasm/.test(request.url()) && page.modules.push(request.url()));
  await page.goto(there.site.address);
  await page.locator("stet-gate .title").waitFor();
  return page;
}
const done = async (page) => {
  assert.deepEqual(page.problems, []);
  await page.context().close();
};
/** What is shown of the ways, as text. */
const shown = (page) => page.evaluate(() => {
  const { shadowRoot } = document.querySelector("stet-workbench");
  return shadowRoot.querySelector("desk-ways").shadowRoot.textContent.trim();
});
const ways = (page, words) => page.locator("desk-ways", { hasText: words });
const spoken = (page) => page.locator("stet-gate [role=status]").textContent();
const selected = (page) => page.evaluate(() => {
  const write = document.querySelector("stet-workbench").shadowRoot.querySelector("desk-write");
  const { state } = write.shadowRoot.querySelector("stet-editor").view;
  return state.sliceDoc(state.selection.main.from, state.selection.main.to);
});

test("a story that has rested is told its ways, with a way to each place", { skip }, async () => {
  const page = await open(example("walmart-litecoin"));
  const before = await spoken(page);
  await ways(page, "3 changes").first().waitFor();
  await ways(page, /To “[^”]+”: 3 changes/).waitFor();
  assert.equal(page.modules.length, 1);
  // Below the list of what is missing, in the same panel, and not said aloud.
  const [list, found] = await Promise.all([
    page.locator("stet-gate section[part=to-pass]").boundingBox(), page.locator("desk-ways").boundingBox()]);
  assert.ok(found.y >= list.y + list.height - 1);
  assert.equal(await spoken(page), before);
  assert.equal(await page.locator("desk-ways [role=status], desk-ways [aria-live]").count(), 0);
  await page.getByRole("button", { name: "Story Markdown" }).click();
  await page.locator("desk-ways button.row", { hasText: "declare impact" }).first().click();
  assert.match(await selected(page), /impact/);
  await page.locator("desk-ways a.row", { hasText: "independent source" }).first().click();
  await page.locator("desk-sources").waitFor();
  await done(page);
});

/** Keeps what the module for maintainers is asked until `ask` is called; the page tells how far it is. */
const holdQuestions = (page) => page.addInitScript(() => {
  const { postMessage } = Worker.prototype;
  const held = new Promise((resolve) => (window.ask = resolve));
  Worker.prototype.postMessage = function (message, ...more) {
    if (!message.call) return postMessage.call(this, message, ...more);
    window.asked = true;
    this.addEventListener("message", () => (window.answered = true));
    void held.then(() => postMessage.call(this, message, ...more));
  };
});

test("a story that passes is told none, and the module is not loaded", { skip }, async () => {
  const page = await open(example("settlement-t1"), { clock: true, prepare: holdQuestions });
  await page.evaluate(() => window.ask());
  const pass = await stopClock(page);
  await pass(5000);
  assert.equal(await page.evaluate(() => window.asked), undefined);
  assert.equal(await shown(page), "");
  assert.deepEqual(page.modules, []);
  await done(page);
});

test("while somebody types, what was found stands, but leads nowhere; then it is found anew", { skip }, async () => {
  const page = await open(example("walmart-litecoin"), { clock: true });
  await ways(page, "3 changes").first().waitFor();
  const button = page.locator("desk-ways button.row").first();
  assert.equal(await button.isDisabled(), false);
  const pass = await stopClock(page); // what is out of date stands for a second
  await replaceIn(page, "write", "Litecoin", "Litecoin ");
  await page.waitForFunction(() => {
    const { shadowRoot } = document.querySelector("stet-workbench");
    return shadowRoot.querySelector("desk-ways").shadowRoot.querySelector("button.row").disabled;
  });
  assert.match(await shown(page), /3 changes/);
  await pass(1000);
  await page.waitForFunction(() => {
    const { shadowRoot } = document.querySelector("stet-workbench");
    return !shadowRoot.querySelector("desk-ways").shadowRoot.querySelector("button.row").disabled;
  });
  await done(page);
});

test("nothing moves under the pointer: it waits until the pointer is elsewhere", { skip }, async () => {
  const page = await open(example("walmart-litecoin"), { prepare: holdQuestions });
  await page.waitForFunction(() => window.asked);
  const finding = page.locator("stet-gate section[part=findings] .row").first();
  await finding.hover();
  const stood = await finding.boundingBox();
  await page.evaluate(() => window.ask());
  await page.waitForFunction(() => window.answered);
  assert.deepEqual(await finding.boundingBox(), stood);
  assert.equal(await shown(page), "");
  await page.mouse.move(5, 5);
  await ways(page, "3 changes").first().waitFor();
  await done(page);
});

test("without a network ways that were never looked for say why there are none", { skip }, async () => {
  const page = await openPage(there.browser, undefined, { serviceWorkers: "block" });
  await page.addInitScript((text) => localStorage.setItem("stet:story", text), example("walmart-litecoin"));
  await page.route("**/stet_upkeep.wasm", (route) => route.abort());
  await page.goto(there.site.address);
  await page.locator("desk-ways", { hasText: "the module for it could not be loaded; is there a network?" }).waitFor();
  await page.context().close();
});

test("a story that no change lifts says so", { skip }, async () => {
  const page = await open(example("settlement-t1"), { rules: withHeadlineRule });
  await ways(page, "no set of changes was found").first().waitFor();
  await done(page);
});

for (const colorScheme of ["light", "dark"]) {
  test(`no accessibility violations, ${colorScheme}`, { skip }, async () => {
    const page = await open(example("walmart-litecoin"), { colorScheme, bypassCSP: true });
    await ways(page, "3 changes").first().waitFor();
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const { violations } = await window.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      });
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`);
    });
    assert.deepEqual(found, []);
    const shots = process.env.STET_SHOTS;
    if (shots) {
      mkdirSync(shots, { recursive: true });
      await page.screenshot({ path: join(shots, `ways-${colorScheme}.png`) });
    }
    await page.context().close();
  });
}
