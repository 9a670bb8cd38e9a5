// Decides stories with the module: node check.mjs STORY…
import { readFileSync } from "node:fs";
import { createGate, MethodologyError } from "../../web/dist/node.js"; // "stet" in a project of yours

// All files that the methodology extends, by their names; `extends` is resolved between these.
const files = {};
for (const name of ["finance.json", "newsroom-standards.json", "lists/attribution.json", "lists/impact.json", "lists/sentiment.json", "lists/afinn.json"]) {
  files[name] = readFileSync(new URL(`../../rules/${name}`, import.meta.url), "utf8");
}

try {
  const gate = await createGate({ methodology: { entry: "finance.json", files } });
  for (const name of process.argv.slice(2)) {
    // Text, UTF-8 bytes or an object; the engine knows no clock.
    const verdict = await gate.check(readFileSync(name), { name, now: "2026-11-20T12:00:00Z" });
    console.log(verdict.decision, verdict.badge.text, verdict.diagnostics.map((d) => d.rule));
  }
  gate.dispose();
} catch (error) {
  if (!(error instanceof MethodologyError)) throw error;
  for (const problem of error.problems) console.error(problem.file, problem.place, problem.message);
}
