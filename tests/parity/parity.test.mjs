// The native program and the WebAssembly module must write the same bytes for the same input: the
// example stories as Markdown and as JSON, broken and hostile ones, wrong rules files, and all
// shared data, where that folder stands beside the project.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, test } from "node:test";
import { createGate, MethodologyError } from "../../web/dist/node.js";
import {
  examples, methodology, nativeProblems, nativeVerdicts, root, wasmBytes,
} from "../../web/testing/module.mjs";
import { brokenRules, hostileStories } from "./hostile.mjs";

const now = "2026-11-20T12:00:00Z";
const details = ["full", "live", "summary", "ids"];
const shared = process.env.STET_SHARED ?? join(root, "..", "shared");
const wasm = await WebAssembly.compile(wasmBytes());
const gate = await createGate({ methodology: methodology(), wasm });
const restored = await createGate({ snapshot: await gate.snapshot(), wasm });
const folder = mkdtempSync(join(tmpdir(), "stet-parity-"));
after(() => rmSync(folder, { recursive: true }));

function written(name, bytes) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** What the module says, which is the same from a compiled methodology and from a snapshot of it. */
async function webAssembly(bytes, name, format, detail) {
  const options = { name, format, now, detail };
  const said = Buffer.from(await gate.checkBytes(bytes, options)).toString();
  assert.equal(Buffer.from(await restored.checkBytes(bytes, options)).toString(), said, name);
  return said;
}

/** Files, or lines of one file, decided by both. A story is {name, bytes, format}. */
async function same(paths, stories, detail) {
  const lines = nativeVerdicts(paths, detail, now);
  assert.equal(lines.length, stories.length);
  for (const [i, { name, bytes, format }] of stories.entries()) {
    assert.equal(lines[i], await webAssembly(bytes, name, format, detail), name);
  }
}

const files = (paths) =>
  paths.map((path) => ({
    name: path,
    bytes: readFileSync(path),
    format: extname(path) === ".md" ? "markdown" : "json",
  }));

for (const detail of details) {
  test(`example stories, detail ${detail}`, async () => {
    const markdown = examples().map(({ name }) => join(root, "rules/examples", name));
    const json = markdown.map((path, i) =>
      written(`example-${i}.json`, execFileSync(join(root, "build/release/stet"), ["convert", path])),
    );
    await same([...markdown, ...json], files([...markdown, ...json]), detail);
  });
}

test("broken and hostile stories", async () => {
  const paths = hostileStories(examples()).map(({ name, bytes }) => written(name, bytes));
  await same(paths, files(paths), "full");
});

test("wrong rules files", async () => {
  const shipped = {};
  mkdirSync(join(folder, "lists"));
  for (const [name, text] of Object.entries(methodology().files)) shipped[written(name, text)] = text;
  let told = 0;
  for (const [i, text] of brokenRules(methodology().files["finance.json"]).entries()) {
    const entry = written(`broken-${i}.json`, text);
    const created = createGate({ methodology: { entry, files: { ...shipped, [entry]: text } }, wasm });
    const problems = await created.then((made) => made.problems, (error) => {
      assert.ok(error instanceof MethodologyError, String(error));
      return error.problems;
    });
    const found = problems.map(
      ({ place, severity, code, message }) =>
        `${place?.line ?? 1}:${place?.column ?? 1} ${severity} ${code} ${message}`,
    );
    assert.deepEqual(found, nativeProblems(entry), text.slice(0, 80));
    told += found.length;
  }
  assert.ok(told > 50, `${told} problems were told`);
});

function wikinewsArticle(line) {
  const story = JSON.parse(line);
  return JSON.stringify({
    url: story.url,
    headline: story.title,
    datePublished: story.date,
    articleBody: story.paragraphs,
    sources: [{ id: "wikinews", publisher: "Wikinews", kind: "outlet", url: story.url }],
  });
}

const news = join(shared, "data/wikinews.jsonl");
for (const detail of details) {
  test(`news stories, detail ${detail}`, { skip: !existsSync(news) && "no shared data here" }, async () => {
    const lines = readFileSync(news, "utf8").trim().split("\n").map(wikinewsArticle);
    const path = written("news.jsonl", lines.join("\n") + "\n");
    const stories = lines.map((line, i) => ({
      name: `${path}:${i + 1}`, bytes: Buffer.from(line), format: "json",
    }));
    await same([path], stories, detail);
  });
}

test("generated stories: the scores agree to the last bit", async () => {
  const generate = join(root, "build/release/stet_generate");
  const generated = execFileSync(generate, ["--stories", "500"], { maxBuffer: 1 << 26 }).toString().trim().split("\n");
  const briefs = readFileSync(join(root, "rules/examples/briefs/impact.csv"), "utf8").split("\n").slice(1, -1)
    .map((line, i) => JSON.stringify({
      id: `brief-${i}`, datePublished: "2026-11-20", articleBody: line.split('"')[1].replaceAll(". ", ".\n\n"),
      follows: i % 4 === 0 ? [{ id: "earlier", datePublished: "2026-11-10" }] : [],
    }));
  const lines = [...generated, ...briefs];
  const path = written("generated.jsonl", lines.join("\n") + "\n");
  await same([path], lines.map((line, i) => ({
    name: `${path}:${i + 1}`, bytes: Buffer.from(line), format: "json",
  })), "full");
});

const ninjs = join(shared, "data/ninjs");
test("ninjs files, read as they are", { skip: !existsSync(ninjs) && "no shared data here" }, async () => {
  const paths = readdirSync(ninjs, { recursive: true })
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(ninjs, name));
  await same(paths, files(paths), "full");
});
