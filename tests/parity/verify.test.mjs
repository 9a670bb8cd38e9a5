// The module for maintainers and `stet rules verify` must write the same bytes: for edits of each
// shipped methodology, with and without a version before, with stories, with failing tests.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { Module } from "../../tools/bench.d/wasm_host.mjs";
import { root } from "../../web/testing/module.mjs";

const now = "2026-11-24T12:00:00Z";
const folder = mkdtempSync(join(tmpdir(), "stet-verify-"));
after(() => rmSync(folder, { recursive: true }));
cpSync(join(root, "rules"), join(folder, "rules"), { recursive: true });

const compiled = await WebAssembly.compile(readFileSync(join(root, "build/wasm/stet_upkeep.wasm")));
const module = await Module.instantiate(compiled);

const names = readdirSync(join(folder, "rules"), { recursive: true })
  .filter((name) => name.endsWith(".json") && !name.startsWith("schema"));
const files = () =>
  Object.fromEntries(names.map((name) => [`rules/${name}`, readFileSync(join(folder, "rules", name), "utf8")]));
const published = files();

const stories = readdirSync(join(folder, "rules/examples"))
  .filter((name) => name.endsWith(".md")).sort()
  .map((name) => join("rules/examples", name));

/** What the program says of files in `folder`. */
function native(entry, previous) {
  const more = previous ? ["--previous", previous, "--archive", ...stories] : [];
  const ran = spawnSync(join(root, "build/release/stet"),
    ["rules", "verify", entry, "--now", now, "--format", "json", ...more],
    { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 });
  assert.ok(ran.status === 0 || ran.status === 1, ran.stderr);
  return ran.stdout.trimEnd();
}

const told = stories.map((name) => ({ name, text: readFileSync(join(folder, name), "utf8"), format: "markdown" }));

/** Shows where two long texts part. */
function alike(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  if (one !== other) assert.equal(one.slice(at - 60, at + 200), other.slice(at - 60, at + 200));
}

/** The same of the program and of the module, for `entry` with `from` become `to` in `file`. */
function edited(entry, file, from, to) {
  const text = published[file];
  assert.ok(text.includes(from), from);
  // The version before stands in a folder of its own, the edited files where they were.
  cpSync(join(folder, "rules"), join(folder, "before"), { recursive: true });
  writeFileSync(join(folder, file), text.replace(from, to));
  try {
    const said = module.verify({ entry, files: files(), previous: { [file]: text }, stories: told, now });
    alike(said, native(entry, entry.replace("rules/", "before/")));
    return JSON.parse(said);
  } finally {
    writeFileSync(join(folder, file), text);
    rmSync(join(folder, "before"), { recursive: true });
  }
}

for (const name of ["finance", "newsroom-standards", "house-style-en", "local-desk", "copy-desk"]) {
  test(`nothing is known of what was before: ${name}`, () => {
    const entry = `rules/${name}.json`;
    const said = module.verify({ entry, files: files(), now });
    alike(said, native(entry));
    assert.ok(JSON.parse(said).good);
  });
}

test("a threshold of a rule, an example that fails", () => {
  const said = edited("rules/finance.json", "rules/finance.json",
    "scores.confidence.value < 0.5", "scores.confidence.value < 0.9");
  assert.equal(said.replay.edits[0].path, "rules.thin-confidence.when");
  assert.ok(said.tests.failed > 0);
  assert.equal(said.mutation.tried, false);
});

test("two edits, of a number and of a condition: each story is told with its cause", () => {
  const said = edited("rules/finance.json", "rules/newsroom-standards.json", /"verifiedFrom": 2/.exec(
    published["rules/newsroom-standards.json"])[0], '"verifiedFrom": 3');
  assert.equal(said.replay.edits[0].path, "verification.verifiedFrom");
  assert.equal(said.changed.length, said.replay.archive.changed);
});

test("a phrase that no test has", () => {
  const said = edited("rules/newsroom-standards.json", "rules/lists/attribution.json",
    '"reportedly"', '"reportedly", "supposably"');
  assert.ok(said.mutation.mistakes.mutants.some(({ mistake }) => mistake.includes("supposably")), "tried");
});

test("wrong files are refused with their places", () => {
  const files = { "rules.json": "{" };
  assert.throws(() => module.verify({ entry: "rules.json", files }), /rules\.json/);
  assert.throws(() => module.verify({ entry: "rules.json" }), /expected 'files'/);
});
