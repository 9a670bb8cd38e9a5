// What docs/embedding.md shows of pages, taken out of it and run.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGate } from "../dist/node.js";
import { launch, openPage, serve, skip } from "../testing/browser.mjs";
import { methodology, root } from "../testing/module.mjs";
import { afterAll, beforeAll, test } from "../testing/test.mjs";

const text = readFileSync(join(root, "docs/embedding.md"), "utf8");
const snippets = (kind) =>
  [...text.matchAll(/^```(\w+)(?: (\S+))?\n([^]*?)^```$/gm)]
    .filter(([, found]) => found === kind).map(([, , file, code]) => ({ file, code }));

let site;
let browser;
beforeAll(async () => {
  if (skip) return;
  const gate = await createGate({ methodology: methodology() });
  site = await serve({
    pages: { "/finance.snapshot": ["application/octet-stream", Buffer.from(await gate.snapshot())] },
    mounts: { "/stet/": join(root, "web/dist"), "/rules/": join(root, "rules") },
  });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

test("pages of ten lines have live checks", { skip }, async () => {
  const pages = snippets("html");
  assert.ok(pages.length > 0);
  for (const { file, code } of pages) {
    assert.equal(code, readFileSync(join(root, file), "utf8"));
    assert.ok(code.trim().split("\n").length <= 10);
    site.pages["/snippet"] = ["text/html", code];
    const page = await openPage(browser, `${site.address}/snippet`);
    await page.locator("stet-gate .title").waitFor();
    const first = await page.locator("stet-gate .title").textContent();
    await page.waitForFunction(() => CSS.highlights.get("stet-block")?.size > 0);
    await page.locator("textarea").fill("---\nheadline: x\n---\n");
    await page.waitForFunction(() => document.querySelector("stet-gate").report.text.includes("headline: x"));
    assert.ok(first);
    await page.context().close();
  }
});

test("scripts of pages run as they stand", { skip }, async () => {
  const scripts = snippets("js").filter(({ file }) => !file);
  assert.ok(scripts.length > 0);
  for (const { code } of scripts) {
    site.pages["/script"] = ["text/html", `<!doctype html><link rel=icon href=data:,><textarea id=editor># A berth</textarea>
      <script type="importmap">{"imports": {"stet": "/stet/index.js"}}</script>
      <script>window.shown = []; window.show = (verdict) => shown.push(verdict.decision);</script>
      <script type="module">const editor = document.getElementById("editor");
      ${code}
      window.ready = true;</script>`];
    const page = await openPage(browser, `${site.address}/script`);
    await page.waitForFunction(() => window.ready, undefined, { timeout: 60_000 }).catch(() => {
      assert.fail(`${page.problems}\n${code}`);
    });
    await page.locator("textarea").pressSequentially(" opens");
    await page.waitForFunction(() => window.shown.length > 0);
    await page.context().close();
  }
});

test("the commands of the package say what is shown", () => {
  const commands = { "npx stet-snapshot": "web/dist/snapshot_command.js", "node docs/examples/check.mjs": "docs/examples/check.mjs" };
  const blocks = [...text.matchAll(/^```console no-run\n\$ (.*)\n([^]*?)^```$/gm)];
  assert.equal(blocks.length, Object.keys(commands).length);
  const folder = mkdtempSync(join(tmpdir(), "stet-embedding-"));
  for (const [, line, shown] of blocks) {
    const [name, file] = Object.entries(commands).find(([name]) => line.startsWith(name));
    const args = line.slice(name.length).trim().split(" ").map((one) => one.replace("public", folder));
    const said = execFileSync(process.execPath, [file, ...args], { cwd: root, encoding: "utf8" }).replace(folder, "public");
    const [wanted, found] = [shown, said].map((one) => one.replace(/\s+/g, " ").replace(/ … \]\s*$/, "").trim());
    const bytes = (one) => Number(/(\d+) bytes$/.exec(one)?.[1] ?? 0);
    assert.ok(Math.abs(bytes(wanted) - bytes(found)) <= bytes(found) / 10, `${shown}${said}`);
    const plain = (one) => one.replace(/\d+ bytes$/, "");
    assert.ok(plain(found).startsWith(plain(wanted)), `${shown}${said}`);
  }
  rmSync(folder, { recursive: true });
});
