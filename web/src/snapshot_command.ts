// stet-snapshot RULES OUT: a compiled methodology as a file, at build time.
import { readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, posix } from "node:path";
import { GateError, MethodologyError } from "./errors.js";
import { createGate } from "./node.js";
import { writtenName } from "./missing.js";
import type { Problem } from "./types.js";

const usage = `usage: stet-snapshot RULES OUT
Compiles a rules file and all that it extends, and writes it to OUT for createGate({ snapshot }).`;

/** What the engine misses is read from beside the file that names it. */
async function snapshot(rules: string): Promise<{ named: string; bytes: Uint8Array }> {
  const folder = dirname(rules);
  const entry = basename(rules);
  const files: Record<string, string> = { [entry]: await readFile(rules, "utf8") };
  const read = async (problems: Problem[]) => {
    const found: Record<string, string> = {};
    for (const problem of problems) {
      const written = writtenName(problem, files);
      if (written === undefined) continue;
      const name = posix.join(posix.dirname(problem.file!), written);
      const text = await readFile(join(folder, name), "utf8").catch(() => undefined);
      if (text !== undefined) found[name] = text;
    }
    return Object.keys(found).length > 0 ? Object.assign(files, found) : undefined;
  };
  const gate = await createGate({ methodology: { entry, files }, read });
  return { named: `${gate.id} ${gate.version}`, bytes: await gate.snapshot() };
}

function shown({ file, place, message }: Problem): string {
  const at = place ? `:${place.line}:${place.column}` : "";
  return `${file ?? ""}${at}: ${message}`;
}

const [rules, out, ...more] = process.argv.slice(2);
if (rules === undefined || out === undefined || more.length > 0 || rules.startsWith("-")) {
  console.error(usage);
  process.exit(2);
}
try {
  const { named, bytes } = await snapshot(rules);
  await writeFile(out, bytes);
  console.log(`${named} in ${out}, ${bytes.length} bytes`);
} catch (error) {
  if (error instanceof MethodologyError) console.error(error.problems.map(shown).join("\n"));
  else console.error(`stet-snapshot: ${error instanceof GateError ? error.message : String(error)}`);
  process.exit(2);
}
