// The package as others get it: packed, installed into empty projects, built by their tools.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { createServer } from "vite";
import { launch, openPage, serve, skip } from "../testing/browser.mjs";
import { root } from "../testing/module.mjs";
import { afterAll, beforeAll, test } from "../testing/test.mjs";

const run = promisify(execFile);
const web = join(root, "web");
const rules = JSON.stringify({
  stet: 1, id: "desk", version: "1", unknown: "hold",
  decisions: [{ id: "pass", clears: true }, { id: "hold", clears: false }],
});
const decide = `createGate({ methodology: ${JSON.stringify(rules)} }).then((gate) =>
  gate.check('{"headline": "A berth opens"}'))`;

let folder;
let browser;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stet-package-"));
  const env = { ...process.env, npm_config_cache: join(folder, "cache") };
  await run("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: web, env });
  writeFileSync(join(folder, "package.json"), '{"private": true, "type": "module"}');
  const flags = ["--offline", "--no-audit", "--no-fund", "--legacy-peer-deps", "--silent"];
  await run("npm", ["install", ...flags, "./stet-0.1.0.tgz"], { cwd: folder, env });
  if (!skip) browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const put = (name, text) => {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  return path;
};
/** What a file prints. */
const print = async (file, node = process.execPath) =>
  (await run(node, [file], { cwd: folder })).stdout.trim();
const tool = (name, ...args) => run(join(web, "node_modules/.bin", name), args, { cwd: folder });

const page = '<!doctype html><title>stet</title><link rel=icon href=data:,>';
const app = `import { createGate } from "stet";
${decide}.then((verdict) => { document.title = "decided " + verdict.decision; },
  (error) => { document.title = "failed " + error.message; });`;

/** Vite tells its page the port it was given, so it must be a real one. */
async function freePort() {
  const site = await serve();
  site.close();
  return Number(new URL(site.address).port);
}

/** What the page at `address` decides; with nothing on the console when it does. */
async function decided(address) {
  const opened = await openPage(browser, address);
  const told = await opened.waitForFunction(() => /^(decided|failed)/.test(document.title) && document.title);
  const title = await told.jsonValue();
  if (title.startsWith("decided")) assert.deepEqual(opened.problems, []);
  await opened.context().close();
  return title;
}

test("publint finds nothing", async () => {
  const { messages } = await publint({ pkgDir: join(folder, "node_modules/stet"), strict: true });
  const pkg = JSON.parse(readFileSync(join(web, "package.json")));
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
});

// Debian's is the oldest that the package is for, where the machine has it beside the one of the tests.
const debian = "/usr/bin/node";
const oldest = await run(debian, ["--version"]).then(({ stdout }) => stdout.startsWith("v18."), () => false);

for (const [name, node, options] of [
  ["Node.js", process.execPath, {}],
  ["Node.js 18", debian, { skip: !oldest && `no Node.js 18 at ${debian}` }],
]) {
  test(`${name}: import, require, and the module inside`, options, async () => {
    const told = `${decide}.then((verdict) => console.log(verdict.decision))`;
    put("import.mjs", `import { createGate } from "stet"; ${told}`);
    put("require.cjs", `const { createGate } = require("stet"); ${told}`);
    put("inline.mjs", `import { createGate } from "stet/inline"; ${told}`);
    for (const file of ["import.mjs", "require.cjs", "inline.mjs"]) {
      assert.equal(await print(file, node), "hold", file);
    }
  });
}

test("importing does nothing: no global is touched, no peer is wanted by the core", async () => {
  put("quiet.mjs", `
    const before = Object.getOwnPropertyNames(globalThis).length;
    await import("stet");
    await import("stet/inline");
    await import("stet/textarea");
    await import("stet/contenteditable");
    console.log(Object.getOwnPropertyNames(globalThis).length - before);`);
  assert.equal(await print("quiet.mjs"), "0");
});

test("every export is a file of the package, for Node.js and for anybody else", () => {
  const packed = join(folder, "node_modules/stet");
  const { exports } = JSON.parse(readFileSync(join(packed, "package.json")));
  const files = (target) => (typeof target === "string" ? [target] : Object.values(target).flatMap(files));
  for (const [name, target] of Object.entries(exports)) {
    for (const file of files(target)) assert.ok(existsSync(join(packed, file)), `${name}: ${file}`);
  }
  assert.deepEqual(Object.keys(exports["."]), ["node", "types", "default"]);
  for (const name of ["./worker", "./inline", "./stet.wasm", "./codemirror", "./prosemirror", "./contenteditable",
    "./textarea", "./elements"]) assert.ok(name in exports, name);
});

test("the worker is one file: import maps do not reach it", () => {
  const text = readFileSync(join(folder, "node_modules/stet/dist/worker.js"), "utf8");
  assert.doesNotMatch(text, /\bimport\s*(\(|["'{*]|\w+ from)/);
});

// But the bundle for pages without a bundler, which has the elements of a browser inside.
test("a server that renders pages imports all of it, as Node.js does and as others do", async () => {
  const names = Object.keys(JSON.parse(readFileSync(join(web, "package.json"))).exports)
    .filter((name) => !/wasm|json|worker|standalone/.test(name)).map((name) => name.replace(".", "stet"));
  put("server/package.json", '{"private": true, "type": "module"}');
  mkdirSync(join(folder, "server/node_modules"));
  for (const name of ["lit", "lit-html", "lit-element", "@lit", "@lit-labs", "@codemirror", "@lezer", "@marijn", "style-mod", "w3c-keyname", "crelt",
    "prosemirror-model", "prosemirror-state", "prosemirror-view", "prosemirror-transform", "orderedmap"]) {
    const from = join(web, "node_modules", name);
    if (existsSync(from)) symlinkSync(from, join(folder, "server/node_modules", name));
  }
  symlinkSync(join(folder, "node_modules/stet"), join(folder, "server/node_modules/stet"));
  const index = join(folder, "node_modules/stet/dist/index.js"); // what the condition "default" leads to
  put("server/all.mjs", [...names, index].map((name) => `await import(${JSON.stringify(name)});`).join("\n") + "\nconsole.log('rendered');");
  const { stdout } = await run(process.execPath, ["--preserve-symlinks", "--preserve-symlinks-main", "all.mjs"], { cwd: join(folder, "server") });
  assert.equal(stdout.trim(), "rendered");
});

test("TypeScript: strict, as a module and from CommonJS", async () => {
  put("types.mts", `import { createGate, type Verdict } from "stet";
    const gate = await createGate({ methodology: "" });
    const verdict: Verdict = await gate.check({ headline: "x" });
    // @ts-expect-error a verdict has no such field of that type
    const wrong: number = verdict.decision;
    console.log(wrong);`);
  put("types.cts", `import stet = require("stet");
    stet.createGate({ methodology: "" }).then((gate) => gate.dispose());`);
  await tool("tsc", "--noEmit", "--strict", "--module", "NodeNext", "--target", "ES2022",
    "--lib", "ES2022,DOM", "types.mts", "types.cts").catch(({ stdout }) => assert.fail(stdout));
});

test("a plain script element", { skip }, async () => {
  const html = `${page}<script type="importmap">{"imports": {"stet": "/stet/dist/index.js"}}</script>
    <script type="module">${app}</script>`;
  const mounts = { "/stet/": join(folder, "node_modules/stet") };
  const site = await serve({ pages: { "/": html }, mounts });
  assert.equal(await decided(site.address), "decided hold");
  site.close();
});

test("Vite: build", { skip }, async () => {
  put("vite/index.html", `${page}<script type="module" src="./app.js"></script>`);
  put("vite/app.js", app);
  await tool("vite", "build", "vite", "--logLevel", "error");
  const site = await serve({ mounts: { "/": join(folder, "vite/dist") } });
  assert.equal(await decided(site.address), "decided hold");
  site.close();
});

test("Vite: the development server, with and without the line that it needs", { skip }, async () => {
  put("dev/index.html", `${page}<script type="module" src="./app.js"></script>`);
  put("dev/app.js", app);
  const fs = { strict: false };
  for (const [exclude, expected] of [[["stet"], /^decided hold$/], [[], /optimizeDeps: \{exclude/]]) {
    const server = await createServer({
      root: join(folder, "dev"), configFile: false, logLevel: "silent", cacheDir: `.vite-${exclude}`,
      server: { port: await freePort(), host: "127.0.0.1", fs, watch: null }, optimizeDeps: { exclude },
    });
    await server.listen();
    try {
      assert.match(await decided(server.resolvedUrls.local[0]), expected);
    } finally {
      await server.close();
    }
  }
});

test("webpack", { skip }, async () => {
  put("webpack/app.js", app);
  const { default: webpack } = await import("webpack");
  const stats = await promisify(webpack)({
    mode: "production", context: join(folder, "webpack"), entry: "./app.js", devtool: false,
    output: { path: join(folder, "webpack/dist"), publicPath: "/" },
  });
  assert.equal(stats.hasErrors(), false, stats.toString("errors-only"));
  const html = `${page}<script src="/main.js"></script>`;
  const site = await serve({ pages: { "/": html }, mounts: { "/": join(folder, "webpack/dist") } });
  assert.equal(await decided(site.address), "decided hold");
  site.close();
});
