// Decides the example stories natively and through WebAssembly and compares the bytes.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createGate } from "../web/dist/index.js";

const now = "2026-11-20T12:00:00Z";
const folder = "rules/examples";
const stories = readdirSync(folder).filter((name) => name.endsWith(".md")).sort();

function rulesFiles() {
  const files = {};
  for (const name of readdirSync("rules", { recursive: true })) {
    if (name.endsWith(".json") && !name.startsWith("schema/")) {
      files[name] = readFileSync(`rules/${name}`, "utf8");
    }
  }
  return files;
}

function native() {
  const paths = stories.map((name) => `${folder}/${name}`);
  const options = ["--rules", "rules/finance.json", "--format", "jsonl", "--detail", "full"];
  const run = spawnSync("build/release/stet", ["check", ...options, "--now", now, ...paths], {
    maxBuffer: 1 << 28,
  });
  if (run.status === null || run.status > 1) {
    process.stderr.write(run.stderr ?? String(run.error));
    process.exit(2);
  }
  return run.stdout.toString();
}

async function webAssembly() {
  const gate = await createGate({
    methodology: { entry: "finance.json", files: rulesFiles() },
    wasm: readFileSync("build/wasm/stet.wasm"),
  });
  let out = "";
  for (const name of stories) {
    const path = `${folder}/${name}`;
    const bytes = await gate.checkBytes(readFileSync(path), {
      name: path,
      format: "markdown",
      now,
      detail: "full",
    });
    out += Buffer.from(bytes).toString() + "\n";
  }
  return out;
}

/** Ids of the rules that decided, worst first. */
function reasons(verdict) {
  const deciding = verdict.diagnostics.filter((d) => d.counts && d.decision === verdict.decision);
  const ids = [...new Set(deciding.map((d) => d.rule))];
  return verdict.decision === "pass" ? "" : ids.join(", ");
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const [index, row] of rows.entries()) {
    console.log("  " + row.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd());
    if (index === 0) console.log("  " + widths.map((width) => "─".repeat(width)).join("  "));
  }
}

const digest = (text) => createHash("sha256").update(text).digest("hex");
const [here, there] = [native(), await webAssembly()];
const verdicts = here.trim().split("\n").map((line) => JSON.parse(line));
console.log();
table([
  ["story", "decision", "badge", "because of"],
  ...verdicts.map((v, i) => [stories[i].replace(/\.md$/, ""), v.decision, v.badge.text, reasons(v)]),
]);
console.log(`\n  native       ${digest(here)}`);
console.log(`  WebAssembly  ${digest(there)}`);
console.log(here === there ? "  equal: both engines wrote the same bytes" : "  NOT EQUAL");
console.log("\n  Why one of them is held:  build/release/stet check rules/examples/boj-no-sources.md");
process.exit(here === there ? 0 : 1);
