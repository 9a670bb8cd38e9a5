// The native program and the WebAssembly module must write the same bytes for the same input: all
// example stories, and all shared data, where that folder stands beside the project.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createGate } from "../../web/dist/index.js";
import { examples, methodology, root, wasmBytes } from "../../web/test/support.mjs";

const now = "2026-11-20T12:00:00Z";
const shared = process.env.STET_SHARED ?? join(root, "..", "shared");
const gate = await createGate({ methodology: methodology(), wasm: wasmBytes() });

/** One verdict a line for the files, exactly as `stet check` prints them. */
function native(paths, detail) {
  const run = spawnSync(
    join(root, "build/release/stet"),
    ["check", "--rules", join(root, "rules/finance.json"), "--format", "jsonl",
      "--detail", detail, "--now", now, ...paths],
    { maxBuffer: 1 << 30 },
  );
  assert.ok(run.status !== null && run.status !== 2, run.stderr?.toString());
  return run.stdout.toString().split("\n").slice(0, -1);
}

async function webAssembly(bytes, name, format, detail) {
  return Buffer.from(await gate.checkBytes(bytes, { name, format, now, detail })).toString();
}

for (const detail of ["full", "summary", "ids"]) {
  test(`examples, detail ${detail}`, async () => {
    const stories = examples();
    const paths = stories.map(({ name }) => join(root, "rules/examples", name));
    const lines = native(paths, detail);
    assert.equal(lines.length, stories.length);
    for (const [i, { bytes }] of stories.entries()) {
      assert.equal(lines[i], await webAssembly(bytes, paths[i], "markdown", detail));
    }
  });
}

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
test("news stories", { skip: !existsSync(news) && "no shared data here" }, async () => {
  const stories = readFileSync(news, "utf8").trim().split("\n").map(wikinewsArticle);
  const folder = mkdtempSync(join(tmpdir(), "stet-parity-"));
  try {
    const path = join(folder, "news.jsonl");
    writeFileSync(path, stories.join("\n") + "\n");
    const lines = native([path], "full");
    assert.equal(lines.length, stories.length);
    for (const [i, story] of stories.entries()) {
      assert.equal(lines[i], await webAssembly(Buffer.from(story), `${path}:${i + 1}`, "json", "full"));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const ninjs = join(shared, "data/ninjs");
test("ninjs files, read as they are", { skip: !existsSync(ninjs) && "no shared data here" }, async () => {
  const paths = readdirSync(ninjs, { recursive: true })
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(ninjs, name));
  const lines = native(paths, "full");
  assert.equal(lines.length, paths.length);
  for (const [i, path] of paths.entries()) {
    assert.equal(lines[i], await webAssembly(readFileSync(path), path, "json", "full"), path);
  }
});
