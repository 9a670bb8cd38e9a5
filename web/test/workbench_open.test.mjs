// What opens on demand is accessible, too: axe-core looks at it while it is open, and did see it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { openPage, skip } from "../testing/browser.mjs";
import { root } from "../testing/module.mjs";
import { test } from "../testing/test.mjs";
import { workbench } from "../testing/workbench.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const there = workbench();
const example = (name) => readFileSync(join(root, `rules/examples/${name}.md`), "utf8");

/** What axe-core finds, and everything that it looked at. */
const looked = (page) => page.evaluate(async () => {
  const { violations, passes } = await window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  });
  return {
    violations: violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`),
    seen: [...new Set(passes.flatMap(({ nodes }) => nodes.map(({ html }) => html.replace(/<!--.*?-->/g, ""))))],
  };
});

/** By name: the view and the story, how it is opened, and a part that must have been looked at. */
const opened = {
  "the dialog of an exception": {
    story: "walmart-litecoin", part: /<button class="button main">Record the exception/,
    async open(page) {
      await page.locator("stet-gate .waive").first().click();
      await page.locator("desk-waive dialog[open]").waitFor();
    },
  },
  "a card over the text, with fixes": {
    story: "walmart-litecoin", part: /class="stet-card-(why|message)"/,
    async open(page) {
      await page.locator("stet-editor .stet-mark", { hasText: "not been verified" }).first().hover();
      await page.locator(".cm-tooltip .stet-card").first().waitFor();
    },
  },
  "sources with their texts, ties and claims": {
    hash: "#sources", story: "settlement-t1", part: /class="tie"/,
    async open(page) {
      const second = page.locator("desk-sources .group").nth(1);
      await second.getByLabel("Publisher").fill("US Securities and Exchange Commission");
      await page.keyboard.press("Tab");
      await second.locator(".tie").waitFor();
    },
  },
  "rules that are wrong": {
    hash: "#rules", story: "settlement-t1", part: /<button class="row">[^]*expected/,
    async open(page) {
      await page.locator("desk-rules .cm-line").nth(3).waitFor();
      await page.evaluate(() => {
        const { view } = document.querySelector("stet-workbench").shadowRoot.querySelector("desk-rules")
          .shadowRoot.querySelector("stet-editor");
        view.dispatch({ changes: { from: view.state.doc.toString().indexOf('"rules"'), insert: '"ruls": [],' } });
      });
      await page.locator("desk-rules .side li").first().waitFor();
    },
  },
  "the glossary": {
    hash: "#rules", story: "settlement-t1", part: /<dt>/,
    open: (page) => page.locator("desk-rules summary", { hasText: "Glossary" }).click(),
  },
};

for (const colorScheme of ["light", "dark"]) {
  for (const [name, { hash = "", story, open, part }] of Object.entries(opened)) {
    test(`no accessibility violations, ${colorScheme}: ${name}`, { skip }, async () => {
      const page = await openPage(there.browser, undefined, { colorScheme, bypassCSP: true, reducedMotion: "reduce" });
      await page.addInitScript((text) => localStorage.setItem("stet:story", text), example(story));
      await page.goto(`${there.site.address}/${hash}`);
      await page.locator("stet-gate .title").waitFor();
      await open(page);
      await page.evaluate(axe);
      const { violations, seen } = await looked(page);
      assert.deepEqual(violations, []);
      assert.ok(seen.some((html) => part.test(html)), `not looked at; but\n${seen.join("\n")}`);
      await page.context().close();
    });
  }
}
