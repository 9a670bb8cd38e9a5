// A gate from the address of a rules file: what it extends is fetched from beside it.
import type { Gate, GateOptions } from "./api.js";
import { toBytes, toText } from "./bytes.js";
import { ModuleError } from "./errors.js";
import type { Problem } from "./types.js";

type Create = (options: GateOptions) => Promise<Gate>;

/** Fetches a rules file and all that it extends, and makes a gate of them with `create`. */
export async function openGate(
  create: Create,
  address: string | URL,
  options: Omit<GateOptions, "methodology"> = {},
): Promise<Gate> {
  const url = new URL(address, document.baseURI);
  const nameOf = ({ pathname }: URL) => pathname.slice(1);
  const entry = nameOf(url);
  const files: Record<string, string> = {};
  const read: GateOptions["read"] = async (problems) => {
    const missing = problems
      .flatMap((problem) => missingFile(problem, files, url) ?? [])
      .filter((one) => !(nameOf(one) in files));
    await Promise.all(missing.map(async (one) => (files[nameOf(one)] = await text(one))));
    return missing.length ? files : undefined;
  };
  const whole = text(url).then((found) => ({ entry, files: Object.assign(files, { [entry]: found }) }));
  return create({ ...options, methodology: whole, read });
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

async function text(url: URL): Promise<string> {
  const response = await fetch(url);
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok || type.startsWith("text/html")) {
    const found = response.ok ? "an HTML page" : `HTTP ${response.status}`;
    throw new ModuleError(`expected a rules file at ${url.href}, found ${found}`);
  }
  return response.text();
}
