// The workbench and files of the device: a story opened and saved, a verdict exported.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { openPage, skip } from "../testing/browser.mjs";
import { test } from "../testing/test.mjs";
import { patience, settled, workbench } from "../testing/workbench.mjs";

const there = workbench();

test("local files are opened and saved, the verdict is exported as the engine wrote it", { skip }, async () => {
  const page = await openPage(there.browser);
  page.setDefaultTimeout(patience);
  // Without the dialog for saving, which nobody answers here: browsers that lack it download.
  await page.addInitScript(() => delete window.showSaveFilePicker);
  await page.goto(there.site.address);
  await page.locator("stet-gate .title").waitFor();
  const written = "---\nid: berth\nheadline: A berth “opens”\n---\n\nIt reportedly opened.\n";
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open…", exact: true }).click();
  await (await choosing).setFiles({ name: "berth.md", mimeType: "text/markdown", buffer: Buffer.from(written) });
  await settled(page, written);
  const saved = async (name) => {
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name, exact: true }).click();
    const download = await downloading;
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  };
  assert.deepEqual(await saved("Save…"), { name: "berth.md", text: written });
  const { name, text } = await saved("Export the verdict");
  assert.equal(name, "berth.verdict.json");
  const verdict = JSON.parse(text);
  assert.equal(verdict.decision, await page.locator("stet-gate").getAttribute("decision"));
  assert.ok(verdict.diagnostics.length > 0 && verdict.digests.methodology);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("what is written before the first story has come stays", { skip }, async () => {
  const page = await openPage(there.browser, undefined, { serviceWorkers: "block" });
  page.setDefaultTimeout(patience);
  let come;
  const late = new Promise((resolve) => (come = resolve));
  await page.route("**/examples/boj-no-sources.md", async (route) => {
    await late;
    await route.continue();
  });
  await page.goto(there.site.address);
  const written = "# A berth opens\n\nIt opened on Monday.\n";
  await page.locator("stet-editor .cm-content").first().click();
  await page.keyboard.insertText(written);
  const arrived = page.waitForResponse("**/examples/boj-no-sources.md");
  come();
  await arrived;
  await settled(page, written);
  assert.deepEqual(page.problems.filter((words) => !words.startsWith("Service Worker")), []);
  await page.context().close();
});
