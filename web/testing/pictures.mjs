// The pictures of the workbench in docs/images, light and dark and on a phone, the rules after an
// edit that holds more stories: node web/testing/pictures.mjs, once tools/build wasm has made the workbench.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch, openPage, serve } from "./browser.mjs";
import { root } from "./module.mjs";

const examples = ["boj-no-sources", "china-balanced-trade", "dogecoin-logo", "fed-rate-cut", "nvidia-split",
  "settlement-t1", "svb-one-wire", "walmart-litecoin"];

/** Writes what the page shows to docs/images, and as PNG to the folder that was named. */
async function keep(page, name) {
  await page.mouse.move(1, 1);
  const chromium = await page.context().newCDPSession(page);
  const { data } = await chromium.send("Page.captureScreenshot", { format: "webp", quality: 80 });
  writeFileSync(join(root, `docs/images/workbench-${name}.webp`), Buffer.from(data, "base64"));
  if (process.argv[2]) await page.screenshot({ path: join(process.argv[2], `${name}.png`) });
  await page.context().close();
}

/** A story that runs is for readers, one that is held for who writes it. */
const shown = {
  write: ["svb-one-wire", "Held"], sources: ["svb-one-wire", "Held"], page: ["settlement-t1", "Runs"], trends: ["settlement-t1", "Runs"],
};

async function story(browser, address, view, colorScheme, name = `${view}-${colorScheme}`, viewport = { width: 1280, height: 800 }) {
  const [example, title] = shown[view];
  const page = await openPage(browser, address, { viewport, colorScheme });
  await page.locator("stet-gate .title").waitFor();
  await page.getByLabel("Open an example story").selectOption(`examples/${example}.md`);
  await page.locator("stet-gate .title", { hasText: title }).waitFor();
  await page.evaluate((hash) => (location.hash = hash), view);
  if (view === "trends") await page.locator("desk-trends tbody tr").nth(3).waitFor();
  if (view === "write" && name !== "phone") await page.locator("stet-gate").getByRole("button", { name: /Impact/ }).click();
  await page.waitForTimeout(600); // the full verdict, and what moves
  await keep(page, name);
}

async function rules(browser, address, colorScheme) {
  const page = await openPage(browser, `${address}/#rules`, { viewport: { width: 1280, height: 1640 }, colorScheme });
  await page.locator("desk-rules .cm-line").nth(3).waitFor();
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Add stories…" }).click();
  await (await choosing).setFiles(examples.map((name) => join(root, `rules/examples/${name}.md`)));
  await page.locator("desk-verified", { hasText: "and 8 more" }).waitFor();
  await page.evaluate(() => {
    const rules = document.querySelector("stet-workbench").shadowRoot.querySelector("desk-rules");
    const { view } = rules.shadowRoot.querySelector("stet-editor");
    const [from, insert] = ["scores.confidence.value < 0.5", "scores.confidence.value < 0.7"];
    const at = view.state.doc.toString().indexOf(from);
    view.dispatch({
      changes: { from: at, to: at + from.length, insert }, selection: { anchor: at + 300 }, scrollIntoView: true,
    });
  });
  await page.locator("desk-verified", { hasText: "Stories that come out otherwise" }).waitFor();
  await page.locator("desk-verified summary", { hasText: "in meaning" }).click();
  await page.getByText("The shortest way").waitFor(); // comes when the story has rested
  await keep(page, `rules-${colorScheme}`);
}

const site = await serve({ mounts: { "/": join(root, "build/workbench") } });
const browser = await launch();
for (const colorScheme of ["light", "dark"]) {
  for (const view of ["write", "sources", "page", "trends"]) await story(browser, site.address, view, colorScheme);
  await rules(browser, site.address, colorScheme);
}
await story(browser, site.address, "write", "light", "phone", { width: 390, height: 844 });
await browser.close();
site.close();
