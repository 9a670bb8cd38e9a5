// A gate from the address of a rules file: what it extends is fetched from beside it, unless it is
// a bundle that has all of it inside.
import type { Gate, GateOptions } from "./api.js";
import { isFiles } from "./bytes.js";
import { ModuleError } from "./errors.js";
import type { MethodologyFiles } from "./types.js";

type Create = (options: GateOptions) => Promise<Gate>;

/**
 * Fetches a rules file and all that it extends, or what `stet rules bundle` made of them, and makes
 * a gate of them with `create`.
 */
export async function openGate(
  create: Create,
  address: string | URL,
  options: Omit<GateOptions, "methodology"> = {},
): Promise<Gate> {
  const url = new URL(address, document.baseURI);
  const files: Record<string, string> = {};
  const read: GateOptions["read"] = async (problems) =>
    (await import("./missing.js")).readMissing(problems, files, url, text);
  const whole = text(url).then(async (found) => {
    const bundle = bundled(found);
    if (!bundle) await add(url, found, files);
    return bundle ?? { entry: nameOf(url), files };
  });
  return create({ ...options, methodology: whole, read });
}

/** What `stet rules bundle` writes begins like this, and no rules file does. */
function bundled(text: string): MethodologyFiles | undefined {
  if (!text.startsWith('{"entry":')) return undefined;
  try {
    const found: object = JSON.parse(text);
    return isFiles(found) ? found : undefined;
  } catch {
    return undefined; // the engine tells what is wrong with it, and where
  }
}

/** How the engine is told of a file. */
export const nameOf = ({ pathname }: URL): string => pathname.slice(1);

/**
 * Adds a file, and those that it seems to extend: what they are only the engine knows, but it need
 * not be asked for one after the other. It misses those that are not there, and then they are told.
 */
async function add(url: URL, found: string, files: Record<string, string>): Promise<void> {
  files[nameOf(url)] = found;
  const [, names = ""] = /\bextends["']?\s*:([^\]:]*)/.exec(found) ?? [];
  const more = (names.match(/[\w./-]+\.\w+/g) ?? [])
    .map((name) => new URL(name, url))
    .filter((one) => files[nameOf(one)] === undefined);
  await Promise.all(more.map((one) => text(one).then((found) => add(one, found, files), () => {})));
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
