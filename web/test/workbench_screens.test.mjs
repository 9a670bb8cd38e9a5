// The workbench on other screens: a phone, forced colours, reduced motion.
import assert from "node:assert/strict";
import { openPage, skip } from "../testing/browser.mjs";
import { root } from "../testing/module.mjs";
import { test } from "../testing/test.mjs";
import { workbench } from "../testing/workbench.mjs";

const there = workbench();

async function open(options) {
  const page = await openPage(there.browser, there.site.address, options);
  await page.locator("stet-gate .title").waitFor();
  return page;
}
const done = async (page) => {
  assert.deepEqual(page.problems, []);
  await page.context().close();
};
const shown = { write: ".cm-line", sources: "article, .faint", page: "h1", trends: "tbody tr", rules: ".cm-line" };
/** Opens a view and waits until it has something to show. */
const show = async (page, name) => {
  await page.evaluate((hash) => (location.hash = hash), name);
  await page.locator(`desk-${name} ${shown[name]}`).first().waitFor();
};

test("targets are large enough, on a phone too; nothing is wider than the screen", { skip }, async () => {
  const page = await open({ viewport: { width: 360, height: 740 } });
  for (const name of Object.keys(shown)) {
    await show(page, name);
    const small = await page.evaluate(() => {
      const found = [];
      const walk = (root) => root.querySelectorAll("*").forEach((node) => {
        if (node.shadowRoot) walk(node.shadowRoot);
        if (!node.matches("button, select, input, nav a, summary")) return;
        const { width, height } = node.getBoundingClientRect();
        if (width > 0 && (width < 24 || height < 24)) found.push(node.outerHTML.slice(0, 120));
      });
      walk(document);
      return [...found, ...(document.documentElement.scrollWidth > innerWidth ? ["too wide"] : [])];
    });
    assert.deepEqual(small, [], name);
  }
  await done(page);
});

test("on a phone the verdict is in sight while somebody writes, and hides nothing that has the focus", { skip }, async () => {
  const page = await open({ viewport: { width: 390, height: 844 } });
  const within = (locator) => locator.evaluate((node) => {
    const { top, bottom } = node.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  const verdict = page.locator("stet-gate [part=verdict]");
  await page.getByLabel("Headline").focus();
  assert.ok(await within(verdict));
  const bar = (await verdict.boundingBox()).y;
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press("Tab");
    const bottom = await page.evaluate(() => {
      let node = document.activeElement;
      while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
      // The badge stands in the verdict.
      return node.matches("button:not([part=badge]), input, select") && node.getBoundingClientRect().bottom;
    });
    assert.ok(!bottom || bottom <= bar + 1, `${bottom} below ${bar}`);
  }
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  assert.ok(await within(verdict));
  await show(page, "trends");
  const table = page.locator("desk-trends .scroll");
  assert.ok(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth), "the table fits");
  await done(page);
});

test("forced colours and reduced motion: everything is there, nothing moves", { skip }, async () => {
  const page = await open({ forcedColors: "active", reducedMotion: "reduce" });
  assert.ok(await page.locator("stet-gate .shape").isVisible());
  const moving = await page.evaluate(() => document.getAnimations().length);
  assert.equal(moving, 0);
  await done(page);
});
