// The methodology pages of the shipped rules, as readers see them: nothing that axe minds in either
// theme, nothing wider than a phone, nothing fetched, no script.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { launch, openPage, serve, skip as noBrowser } from "../testing/browser.mjs";
import { root } from "../testing/module.mjs";
import { afterAll, beforeAll, test } from "../testing/test.mjs";

const stet = join(root, "build/release/stet");
const skip = noBrowser || (!existsSync(stet) && `no program at ${stet}`);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const methodologies = readdirSync(join(root, "rules")).filter((name) => name.endsWith(".json"));

let site;
let browser;
beforeAll(async () => {
  if (skip) return;
  const page = (name) => execFileSync(stet, ["rules", "doc", `rules/${name}`, "--archive", "rules/examples",
    "--now", "2026-11-24", "--previous", "rules/newsroom-standards.json"], { cwd: root, encoding: "utf8" });
  site = await serve({ pages: Object.fromEntries(methodologies.map((name) => [`/${name}.html`, page(name)])) });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

for (const name of methodologies) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${name}: no accessibility violations, ${colorScheme}`, { skip }, async () => {
      const page = await openPage(browser, `${site.address}/${name}.html`, { colorScheme });
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const { violations } = await window.axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        });
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`);
      });
      assert.deepEqual(found, []);
      assert.deepEqual(page.problems, []);
      await page.context().close();
    });
  }

  test(`${name}: fits a phone; no script, nothing fetched; links lead somewhere`, { skip }, async () => {
    const page = await openPage(browser, undefined, { viewport: { width: 360, height: 740 } });
    const requests = [];
    page.on("request", (request) => requests.push(new URL(request.url()).pathname));
    await page.goto(`${site.address}/${name}.html`);
    const found = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - innerWidth,
      scripts: document.scripts.length,
      lost: [...document.querySelectorAll("a")].filter(({ hash }) => !document.getElementById(decodeURIComponent(hash.slice(1)))).length,
    }));
    assert.deepEqual(found, { wide: 0, scripts: 0, lost: 0 });
    assert.deepEqual(requests, [`/${name}.html`]);
    await page.context().close();
  });
}
