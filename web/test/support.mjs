// What the tests share: the module, the shipped methodology, the example stories.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const wasmBytes = () => readFileSync(join(root, "build/wasm/stet.wasm"));

/** All rules files by their path under rules/. */
export function methodology(entry = "finance.json") {
  const files = {};
  const folder = join(root, "rules");
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith(".json") || name.startsWith("schema/")) continue;
    files[relative(folder, join(folder, name))] = readFileSync(join(folder, name), "utf8");
  }
  return { entry, files };
}

/** The example stories, by name. */
export function examples() {
  const folder = join(root, "rules/examples");
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}
