// The package in a real browser: a page and a worker load it from a server, check the example
// stories, and must get the bytes that the native program prints.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { examples, methodology, nativeVerdicts, root } from "./support.mjs";

const executablePath = process.env.STET_CHROMIUM ?? "/usr/bin/chromium";
const skip = !existsSync(executablePath) && `no browser at ${executablePath}`;
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const now = "2026-11-20T12:00:00Z";

/** Loads the package as a page does and returns the verdicts as text. */
const script = `
  import { createGate } from "/dist/index.js";
  export async function check({ methodology, stories, now }) {
    const gate = await createGate({ methodology });
    const verdicts = [];
    for (const { name, text } of stories) {
      const bytes = await gate.checkBytes(text, { name, format: "markdown", now });
      verdicts.push(new TextDecoder().decode(bytes));
    }
    gate.dispose();
    return verdicts;
  }`;
const worker = `
  import { check } from "/check.js";
  onmessage = async ({ data }) => {
    postMessage(await check(data).catch((error) => String(error)));
  };`;

const types = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };
const pages = { "/": "<!doctype html><title>stet</title>", "/check.js": script, "/worker.js": worker };

let server;
let browser;
let base;
before(async () => {
  if (skip) return;
  server = createServer((request, response) => {
    const file = join(root, "web", request.url);
    const body = pages[request.url] ?? (existsSync(file) ? readFileSync(file) : undefined);
    response.writeHead(body === undefined ? 404 : 200, {
      "content-type": types[extname(request.url)] ?? "text/html",
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${server.address().port}`;
  browser = await chromium.launch({ executablePath, args });
});
after(async () => {
  await browser?.close();
  server?.close();
});

function request() {
  const stories = examples().map(({ name, bytes }) => ({
    name: join(root, "rules/examples", name),
    text: bytes.toString(),
  }));
  return { methodology: methodology(), stories, now };
}

function expected(stories) {
  return nativeVerdicts(stories.map(({ name }) => name), "full", now);
}

test("a page", { skip }, async () => {
  const page = await browser.newPage();
  await page.goto(base);
  const data = request();
  const found = await page.evaluate(async (given) => {
    const { check } = await import("/check.js");
    return check(given);
  }, data);
  assert.deepEqual(found, expected(data.stories));
});

test("a worker", { skip }, async () => {
  const page = await browser.newPage();
  await page.goto(base);
  const data = request();
  const found = await page.evaluate((given) => {
    const worker = new Worker("/worker.js", { type: "module" });
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data: answer }) => resolve(answer);
      worker.onerror = (error) => reject(new Error(error.message));
      worker.postMessage(given);
    });
  }, data);
  assert.deepEqual(found, expected(data.stories));
});
