// The files that the engine misses, as it tells them. Pages load this when it misses one.
import { toBytes, toText } from "./bytes.js";
import { nameOf } from "./rules.js";
import type { Problem } from "./types.js";

/** Adds what the problems name to `files`; nothing when that is there already, or none is missing. */
export async function readMissing(
  problems: Problem[],
  files: Record<string, string>,
  base: URL,
  text: (url: URL) => Promise<string>,
): Promise<Record<string, string> | undefined> {
  const missing = problems
    .flatMap((problem) => missingFile(problem, files, base) ?? [])
    .filter((one) => !(nameOf(one) in files));
  await Promise.all(missing.map(async (one) => (files[nameOf(one)] = await text(one))));
  return missing.length ? files : undefined;
}

/** Where the file is that a problem says is missing: its name stands at the problem's place. */
function missingFile(
  problem: Problem,
  files: Record<string, string>,
  base: URL,
): URL | undefined {
  const written = writtenName(problem, files);
  return written === undefined ? undefined : new URL(written, new URL(`/${problem.file}`, base));
}

/** How the file that is missing is named in the one that extends it. */
export function writtenName(
  { code, file, place }: Problem,
  files: Record<string, string>,
): string | undefined {
  if (code !== "no-such-file" || !place) return undefined;
  const bytes = toBytes(files[file ?? ""] ?? "");
  return toText(bytes.subarray(place.begin, place.end))
    .trim().replace(/^(["'])(.*)\1$/, "$2");
}
