// What the tests share: the module, the shipped methodology, the example stories.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const wasmBytes = () => readFileSync(join(root, "build/wasm/stet.wasm"));

/** The module with room for `pages` pages of 64 KiB only. */
export function wasmWithMemory(pages) {
  const bytes = wasmBytes();
  const [at, size] = section(bytes, 5);
  // One memory, with a maximum: 01 01, minimum, maximum; a number is padded to the size it had.
  let maximum = at + 2;
  while (bytes[maximum++] & 0x80);
  for (let i = maximum; i < at + size; i++) {
    bytes[i] = (pages & 0x7f) | (i + 1 < at + size ? 0x80 : 0);
    pages >>= 7;
  }
  return bytes;
}

/** Where the content of a section begins and how long it is. */
function section(bytes, wanted) {
  for (let at = 8; at < bytes.length; ) {
    const id = bytes[at++];
    let size = 0;
    let shift = 0;
    do {
      size += (bytes[at] & 0x7f) * 2 ** shift;
      shift += 7;
    } while (bytes[at++] & 0x80);
    if (id === wanted) return [at, size];
    at += size;
  }
  throw new Error(`expected a section ${wanted}, found none`);
}

/** All rules files by their path under rules/. */
export function methodology(entry = "finance.json") {
  const files = {};
  const folder = join(root, "rules");
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith(".json") || /^(schema|tests)\//.test(name)) continue;
    files[relative(folder, join(folder, name))] = readFileSync(join(folder, name), "utf8");
  }
  return { entry, files };
}

/** The example stories, by name. */
export function examples() {
  const folder = join(root, "rules/examples");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

export const stet = join(root, "build/release/stet");

/** One verdict a line for the files, exactly as the native program prints them. */
export function nativeVerdicts(paths, detail, now, rules = join(root, "rules/finance.json")) {
  const run = spawnSync(
    stet,
    ["check", "--rules", rules, "--format", "jsonl",
      "--detail", detail, "--now", now, ...paths],
    { maxBuffer: 1 << 30 },
  );
  if (run.error) throw run.error;
  if (![0, 1, 3].includes(run.status)) throw new Error(run.stderr.toString());
  return run.stdout.toString().split("\n").slice(0, -1);
}

/** What the native program says of a wrong rules file: "line:column severity code message" each. */
export function nativeProblems(path) {
  const run = spawnSync(stet, ["rules", "check", path], { maxBuffer: 1 << 30 });
  if (run.error) throw run.error;
  const line = /^.*?:(?:(\d+):(\d+):)? (error|warning|note): (.*) \[([\w-]+)\]$/gm;
  return [...run.stderr.toString().matchAll(line)].map(
    ([, row = 1, column = 1, severity, message, code]) =>
      `${row}:${column} ${severity} ${code} ${message}`,
  );
}
