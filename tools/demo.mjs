// Decides the example stories natively and through WebAssembly and compares the bytes.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createGate } from "../web/dist/node.js";

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

/** Ids of the rules that decided. */
function reasons(verdict) {
  const deciding = verdict.diagnostics.filter((d) => d.counts && d.decision === verdict.decision);
  const ids = [...new Set(deciding.map((d) => d.rule))];
  return verdict.decision === "pass" ? "" : ids.join(", ");
}

/** Rows of cells under a head; a row's `note` stands below it, under the second column. */
function table(head, rows) {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((r) => r.cells[i].length)));
  const print = (cells) =>
    console.log("  " + cells.map((cell, i) => cell.padEnd(widths[i])).join("  ").trimEnd());
  print(head);
  print(widths.map((width) => "─".repeat(width)));
  for (const { cells, note } of rows) {
    print(cells);
    if (note) console.log(" ".repeat(widths[0] + 4) + note);
  }
}

function row(verdict, story) {
  const { sentiment, impact } = verdict.scores;
  const cells = [story.replace(/\.md$/, ""), verdict.decision, impact.value.toFixed(1), sentiment.label];
  const why = reasons(verdict);
  return { cells: [...cells, verdict.badge.text], note: why && `because of ${why}` };
}

const digest = (text) => createHash("sha256").update(text).digest("hex");
const [here, there] = [native(), await webAssembly()];
const verdicts = here.trim().split("\n").map((line) => JSON.parse(line));
console.log();
table(
  ["story", "decision", "impact", "sentiment", "badge"],
  verdicts.map((verdict, i) => row(verdict, stories[i])),
);
console.log(`\n  native       ${digest(here)}`);
console.log(`  WebAssembly  ${digest(there)}`);
console.log(here === there ? "  equal: both engines wrote the same bytes" : "  NOT EQUAL");
console.log("\n  Why one of them is held:  build/release/stet check rules/examples/boj-no-sources.md");
console.log("  While writing:            build/release/stet serve");
process.exit(here === there ? 0 : 1);
