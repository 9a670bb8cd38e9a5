// The workbench on other screens: from a phone to a wide one, forced colours, reduced motion.
import assert from "node:assert/strict";
import { openPage, skip } from "../testing/browser.mjs";
import { test } from "../testing/test.mjs";
import { frames, patience, settled, workbench } from "../testing/workbench.mjs";

const there = workbench();

async function open(options) {
  const page = await openPage(there.browser, undefined, options);
  page.setDefaultTimeout(patience);
  await page.goto(there.site.address);
  await settled(page);
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
  await frames(page);
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
  await page.locator("desk-ways h2").waitFor(); // the last that comes by itself, and moves what is below
  await page.getByLabel("Headline").focus();
  assert.ok(await within(verdict));
  const bar = (await verdict.boundingBox()).y;
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press("Tab");
    await frames(page);
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

test("from a phone to a wide screen: one column, then two, and never a line too long to read", { skip }, async () => {
  const widths = { 360: 1, 768: 1, 1280: 2, 2560: 2 };
  for (const [width, columns] of Object.entries(widths)) {
    const page = await open({ viewport: { width: Number(width), height: 900 } });
    const found = await page.evaluate(() => {
      const root = document.querySelector("stet-workbench").shadowRoot;
      const desk = root.querySelector(".desk");
      return {
        columns: getComputedStyle(desk).gridTemplateColumns.split(" ").length,
        wide: document.documentElement.scrollWidth > innerWidth, text: root.querySelector("main").clientWidth,
      };
    });
    assert.equal(found.columns, columns, width);
    assert.equal(found.wide, false, width);
    assert.ok(found.text <= 96 * 16, `${width}: ${found.text}`);
    await done(page);
  }
});

/** What moves in the page and in all of its shadow roots, and what would. */
const moving = (page) => page.evaluate(() => {
  const found = [];
  const walk = (root) => {
    for (const animation of root.getAnimations()) found.push(animation.animationName ?? animation.transitionProperty);
    root.querySelectorAll("*").forEach((node) => {
      if (node.shadowRoot) walk(node.shadowRoot);
      const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(node);
      if (/[1-9]/.test(transitionDuration)) found.push(`${node.localName}: transition`);
      if (animationName !== "none" && /[1-9]/.test(animationDuration)) found.push(`${node.localName}: ${animationName}`);
      if (scrollBehavior === "smooth") found.push(`${node.localName}: smooth`);
    });
  };
  walk(document);
  return found;
});

/** Puts the caret into the text; the editor draws it a little later. */
const write = async (page) => {
  await page.locator("stet-editor .cm-content").first().click();
  await page.locator("stet-editor .cm-focused .cm-cursor").first().waitFor({ state: "attached" });
  await frames(page);
};

test("reduced motion: nothing moves in any view, not even the caret blinks", { skip }, async () => {
  const page = await open({ reducedMotion: "reduce" });
  for (const name of Object.keys(shown)) {
    await show(page, name);
    if (name === "write") await write(page);
    assert.deepEqual(await moving(page), [], name);
  }
  await done(page);
  const other = await open();
  await write(other);
  assert.notDeepEqual(await moving(other), [], "the caret blinks for everybody else");
  await done(other);
});

test("forced colours: shapes, marks and gauges are told by more than the colours that are gone", { skip }, async () => {
  const page = await open({ forcedColors: "active" });
  await page.locator("stet-editor .stet-mark").first().waitFor();
  const look = await page.evaluate(() => {
    const root = document.querySelector("stet-workbench").shadowRoot;
    const gate = root.querySelector("stet-gate").shadowRoot;
    const editor = root.querySelector("desk-write").shadowRoot.querySelector("stet-editor").shadowRoot;
    const gauges = root.querySelector("desk-gauges").shadowRoot;
    const style = (node) => getComputedStyle(node);
    const system = (name) => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.color = name;
      const { color } = style(probe);
      probe.remove();
      return color;
    };
    return {
      shape: style(gate.querySelector(".shape")).fill === system("CanvasText"),
      inside: style(gate.querySelector(".shape > :last-child")).stroke === system("Canvas"),
      mark: style(editor.querySelector(".stet-mark")).textDecorationLine,
      value: style(gauges.querySelector(".value")).fill === system("CanvasText"),
      track: style(gauges.querySelector(".track")).fill === system("GrayText"),
      sign: getComputedStyle(gate.querySelector(".sign"), "::before").content,
    };
  });
  assert.deepEqual({ ...look, sign: /[■▲●]/.test(look.sign) },
    { shape: true, inside: true, mark: "underline", value: true, track: true, sign: true });
  await done(page);
});
