// A real browser and a small server for it. Tests that need them skip where there is no browser.
import { build } from "esbuild";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const executablePath = process.env.STET_CHROMIUM ?? "/usr/bin/chromium";
export const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Why browser tests are skipped; false when they run. */
export const skip = !existsSync(executablePath) && `no browser at ${executablePath}`;

export const launch = (...more) => chromium.launch({ executablePath, args: [...args, ...more] });

const types = {
  ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".html": "text/html",
  ".json": "application/json", ".md": "text/markdown", ".svg": "image/svg+xml",
  ".wasm": "application/wasm", ".webmanifest": "application/manifest+json",
};

/**
 * Serves `pages` (a text, or [type, body, headers]) and below them the folders that `mounts` names
 * by prefix. `headers(path)` adds headers; `missing` is what a path that is not there gets; `seen`
 * is told of each request.
 */
export async function serve({ pages = {}, mounts = {}, headers = () => ({}), missing, seen } = {}) {
  const find = (path) => {
    if (Object.hasOwn(pages, path)) {
      const page = pages[path];
      return typeof page === "string" ? [types[extname(path)] ?? "text/html", page] : page;
    }
    for (const [prefix, folder] of Object.entries(mounts)) {
      if (!path.startsWith(prefix)) continue;
      const rest = path.slice(prefix.length);
      let file = rest ? join(folder, normalize(`/${rest}`)) : folder;
      if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
      if (existsSync(file)) return [types[extname(file)] ?? "text/plain", readFileSync(file)];
    }
    return missing;
  };
  const server = createServer((request, response) => {
    seen?.(request.url);
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const [type, body, more] = find(path) ?? [undefined, "not here"];
    response.writeHead(type ? 200 : 404, {
      "content-type": `${type ?? "text/plain"}; charset=utf-8`.replace("wasm; charset=utf-8", "wasm"),
      ...headers(path),
      ...more,
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    pages,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * A page whose errors and console errors are collected in `page.problems`. With `clock` its time can
 * be stopped (stopClock); other options are those of a browser's context.
 */
export async function openPage(browser, address, { clock, ...options } = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  if (clock) await page.clock.install();
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.problems.push(message.text());
  });
  if (address) await page.goto(address);
  return page;
}

/**
 * Stops the clock of a page that was opened with `clock: true`: what waits for a time waits until
 * the function that is given back lets so many milliseconds pass. Workers and the network go on.
 */
export async function stopClock(page) {
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
  return (milliseconds) => page.clock.runFor(milliseconds);
}

const web = join(fileURLToPath(import.meta.url), "../..");

/** The pages of web/examples, bundled as a host would, with the package and the rules beside. */
export async function serveExamples(options = {}) {
  const names = readdirSync(join(web, "examples")).filter((name) => name.endsWith(".js"));
  const { outputFiles } = await build({
    entryPoints: names.map((name) => join(web, "examples", name)),
    bundle: true, format: "esm", write: false, outdir: "/", logLevel: "silent", minify: true,
    alias: { stet: join(web, "dist") },
  });
  const pages = Object.fromEntries(
    outputFiles.map(({ path, text }) => [`/${path.split("/").at(-1)}`, text]));
  const mounts = {
    "/rules/": join(web, "../rules"),
    "/worker.js": join(web, "dist/worker.js"),
    "/stet.wasm": join(web, "dist/stet.wasm"),
    "/": join(web, "examples"),
  };
  return serve({ pages, mounts, ...options });
}
