// What tests of the workbench share: the built pages on a server, and a browser, for all of a file;
// waiting for what the workbench comes to, at whatever pace.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch, serve, skip } from "./browser.mjs";
import { root } from "./module.mjs";
import { afterAll, beforeAll } from "./test.mjs";

/** They are there once the first test runs. */
export function workbench() {
  const there = { site: undefined, browser: undefined };
  beforeAll(async () => {
    if (skip) return;
    there.site = await serve({ mounts: { "/": join(root, "build/workbench") } });
    there.browser = await launch();
  });
  afterAll(async () => {
    await there.browser?.close();
    there.site?.close();
  });
  return there;
}

/** For machines of any pace: what is waited for comes, or the test's own time ends. */
export const patience = 120_000;

/** Until the text, or `text`, has its full verdict, and views show the article as the engine read it. */
export async function settled(page, text) {
  await page.waitForFunction((text) => {
    const root = document.querySelector("stet-workbench").shadowRoot;
    const { report } = root.querySelector("stet-gate");
    const { value } = root.querySelector("desk-write").shadowRoot.querySelector("stet-editor");
    return report?.full && report.text === value && (text === undefined || text === value);
  }, text, { timeout: patience });
  // With its report an article is asked for, and the engine answers in order.
  await page.locator("stet-gate").evaluate(({ gate }) => gate.evaluate("1 + 1"));
  await frames(page);
}

/** Until what was drawn stands where it will. */
export const frames = (page) => page.evaluate(() =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

/** Opens an example story and waits until all is said of it. */
export async function openExample(page, name) {
  const text = readFileSync(join(root, `build/workbench/rules/examples/${name}.md`), "utf8");
  await page.getByLabel("Open an example story").selectOption(`examples/${name}.md`);
  await settled(page, text);
}

/** Points at `mark` until `card` is there: lines that are measured late slip away under the pointer. */
export async function pointAt(page, mark, card) {
  for (let i = 0; !(await card.isVisible()); i++) {
    if (i === 20) throw new Error("no card where it was pointed at");
    await page.mouse.move(0, 0);
    await mark.hover();
    await card.waitFor({ timeout: 3000 }).catch(() => {});
  }
}

/** In the editor of a view ("write", "rules"), once its text is the one that has `from`. */
export const replaceIn = (page, view, from, to) => page.waitForFunction(([name, from, insert]) => {
  const { view } = document.querySelector("stet-workbench").shadowRoot.querySelector(name)
    .shadowRoot.querySelector("stet-editor");
  const at = view.state.doc.toString().indexOf(from);
  if (at < 0) return false;
  view.dispatch({ changes: { from: at, to: at + from.length, insert }, selection: { anchor: at }, scrollIntoView: true });
  return true;
}, [`desk-${view}`, from, to], { timeout: patience });
