// The example pages, as somebody would use them: marks appear after typing, go when their text is
// touched, fixes are applied in one step, F8 leads through the findings; strict policy throughout.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { launch, openPage, serveExamples, skip, stopClock } from "../testing/browser.mjs";
import { afterAll, beforeAll, test } from "../testing/test.mjs";
import { patience, pointAt } from "../testing/workbench.mjs";

const policy = "default-src 'self'; img-src data:";
let site;
let browser;
beforeAll(async () => {
  if (skip) return;
  const headers = (path) => (path.endsWith(".html") ? { "content-security-policy": policy } : {});
  site = await serveExamples({ headers });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

/** What is marked in the page, by the words: decorations or highlights. */
const marked = (page) => page.evaluate(() => {
  const deep = (root, out = []) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.matches(".stet-mark")) out.push(node.textContent);
      if (node.shadowRoot) deep(node.shadowRoot, out);
    }
    return out;
  };
  const area = document.querySelector("textarea");
  const painted = [...CSS.highlights.values()].flatMap((highlight) => [...highlight]);
  return [...deep(document), ...painted.map((range) =>
    area ? area.value.slice(range.startOffset, range.endOffset) : range.toString())];
});
const until = async (page, holds, what) => {
  for (const end = Date.now() + patience; Date.now() < end;) {
    const found = await marked(page);
    if (holds(found)) return found;
    await page.waitForTimeout(50);
  }
  assert.fail(`${what}: found ${JSON.stringify(await marked(page))}`);
};
const rumour = "people familiar with";
const has = (words) => (found) => found.includes(words);
const hasNot = (words) => (found) => !found.includes(words);

async function open(name, options) {
  const page = await openPage(browser, `${site.address}/${name}.html`, options);
  await until(page, has(rumour), "marks at first");
  await page.locator("stet-gate .title").waitFor();
  return page;
}
/** Until the engine has answered all that the page has asked so far. */
const answered = (page) => page.locator("stet-gate").evaluate(async ({ gate }) => {
  for (const sum of ["1 + 1", "1 + 2"]) await gate.evaluate(sum);
});
const done = async (page) => {
  assert.deepEqual(page.problems, []);
  await page.context().close();
};

/** Puts the caret behind `words`, wherever the text is, and waits until editors were told. */
const caretAfter = (page, words) => page.evaluate(async (wanted) => {
  const told = new Promise((resolve) => document.addEventListener("selectionchange", resolve, { once: true }));
  const area = document.querySelector("textarea");
  if (area) {
    area.focus();
    const at = area.value.indexOf(wanted) + wanted.length;
    area.setSelectionRange(at, at);
    return told;
  }
  const view = document.querySelector("stet-editor")?.view;
  if (view) {
    view.focus();
    view.dispatch({ selection: { anchor: view.state.doc.toString().indexOf(wanted) + wanted.length } });
    return told;
  }
  const root = document.querySelector("[contenteditable]");
  root.focus();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(wanted);
    if (at < 0) continue;
    getSelection().collapse(walker.currentNode, at + wanted.length);
    return told;
  }
  throw new Error(`no ${wanted}`);
}, words);

for (const name of ["textarea", "contenteditable", "prosemirror", "tiptap", "codemirror"]) {
  const elsewhere = { textarea: "Key facts", codemirror: "Key facts" }[name] ?? "The cost";

  test(`${name}: a mark moves along with text before it, and comes 250 ms after typing stops`, { skip }, async () => {
    const page = await open(name, { clock: true });
    const pass = await stopClock(page);
    await caretAfter(page, "Harbour");
    await page.keyboard.type(" x");
    assert.ok(has(rumour)(await marked(page)), "moved along at once");
    await caretAfter(page, "people");
    await page.keyboard.type("y ");
    const gone = await marked(page);
    assert.ok(gone.every((words) => !words.includes("familiar with")), String(gone));
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Backspace");
    await caretAfter(page, elsewhere);
    await pass(249);
    await answered(page);
    assert.ok(hasNot(rumour)(await marked(page)), "not before the pause");
    await pass(1);
    await until(page, has(rumour), "after the pause");
    await done(page);
  });

  test(`${name}: a mark goes with its text, not inside the sentence being typed`, { skip }, async () => {
    const page = await open(name, { clock: true });
    const pass = await stopClock(page);
    await caretAfter(page, "people fam");
    await page.keyboard.type("x");
    assert.ok(hasNot("people famxiliar with")(await marked(page)), "gone at once");
    await page.keyboard.press("Backspace");
    await pass(700);
    await answered(page);
    assert.ok(hasNot(rumour)(await marked(page)), "not while the sentence is being typed");
    await caretAfter(page, elsewhere);
    await until(page, has(rumour), "when the caret leaves the sentence");
    await done(page);
  });

  if (name === "codemirror") continue; // its own cards: below
  test(`${name}: F8 goes through the findings and shows each`, { skip }, async () => {
    const page = await open(name);
    await caretAfter(page, "Two of");
    await page.keyboard.press("F8");
    const card = page.locator(".stet-popover:not([hidden])");
    await card.waitFor();
    assert.match(await card.textContent(), /unnamed|anonymous|familiar/);
    await page.evaluate(() => document.dispatchEvent(new Event("scroll")));
    assert.equal(await card.count(), 1, "going to a mark scrolls, and the card stays");
    assert.equal(await page.evaluate(() => document.activeElement.matches(
      "textarea, [contenteditable]")), true, "the focus stays in the text");
    await page.keyboard.press("Escape");
    assert.equal(await card.count(), 0);
    await done(page);
  });
}

test("tiptap: an item of a list has marks, a fix is one step of its history", { skip }, async () => {
  const page = await open("tiptap");
  await until(page, has("admitted"), "in a list item");
  const content = () => page.evaluate(() => window.editor.getHTML());
  const before = await content();
  const fix = page.locator(".stet-popover:not([hidden]) .stet-fix").first();
  await pointAt(page, page.locator(".stet-mark", { hasText: "admitted" }), fix);
  await fix.click();
  assert.equal(await content(), before.replace("admitted", "said"));
  assert.equal(await page.evaluate(() => window.editor.isFocused), true);
  await page.evaluate(() => window.editor.commands.undo());
  assert.equal(await content(), before);
  assert.doesNotMatch(before, /stet/);
  await done(page);
});

test("contenteditable: the content never has anything of ours in it", { skip }, async () => {
  const page = await open("contenteditable");
  const html = await page.locator("#story").innerHTML();
  const written = readFileSync(new URL("../examples/contenteditable.html", import.meta.url), "utf8");
  assert.equal(html.trim(), /contenteditable="true"[^>]*>([^]*?)<\/div>/.exec(written)[1].trim(), "as it was sent");
  assert.match(html, /<b>may<\/b>/);
  await done(page);
});

const caretOf = (page) => page.evaluate(() => {
  const { from, to } = document.querySelector("stet-editor").view.state.selection.main;
  return { from, to };
});

test("codemirror: marks, cards, the way from the panel into the text", { skip }, async () => {
  const page = await open("codemirror");
  await pointAt(page, page.locator("stet-editor .stet-mark", { hasText: rumour }).first(), page.locator(".cm-tooltip .stet-card").first());
  await page.locator("stet-gate ol button").first().click();
  const selected = await page.evaluate(() => {
    const { state } = document.querySelector("stet-editor").view;
    return state.sliceDoc(state.selection.main.from, state.selection.main.to);
  });
  assert.match(selected, /Berths 3 and 4/);
  const first = await caretOf(page);
  await page.keyboard.press("F8");
  assert.notDeepEqual(await caretOf(page), first);
  await page.keyboard.press("Shift+F8");
  assert.deepEqual(await caretOf(page), first);
  assert.ok(await page.evaluate(() => document.querySelector("stet-editor").view.hasFocus));
  await done(page);
});

test("codemirror: a mark goes at once when its text changes", { skip }, async () => {
  const page = await open("codemirror");
  const left = await page.evaluate((words) => {
    const { view } = document.querySelector("stet-editor");
    const at = view.state.doc.toString().indexOf(words) + 3;
    view.focus();
    view.dispatch({ changes: { from: at, insert: "x" }, selection: { anchor: at + 1 } });
    const root = document.querySelector("stet-editor").shadowRoot;
    return [...root.querySelectorAll(".stet-mark")].map((node) => node.textContent);
  }, rumour);
  assert.ok(left.every((words) => !words.includes("amiliar")), String(left));
  assert.ok(left.length > 0, "others stay");
  await done(page);
});

test("a textarea in a browser without value ranges gets a list", { skip }, async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => delete HTMLTextAreaElement.prototype.createValueRange);
  const page = await context.newPage();
  await page.goto(`${site.address}/textarea.html`);
  const entry = page.locator(".stet-list button", { hasText: rumour }).first();
  await entry.click();
  const selected = await page.evaluate(() => {
    const area = document.querySelector("textarea");
    return area.value.slice(area.selectionStart, area.selectionEnd);
  });
  assert.equal(selected, rumour);
  await context.close();
});
