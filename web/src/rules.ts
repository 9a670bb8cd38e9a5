// A gate from the address of a rules file: what it extends is fetched from beside it.
import type { Gate, GateOptions } from "./api.js";
import { ModuleError } from "./errors.js";

type Create = (options: GateOptions) => Promise<Gate>;

/** Fetches a rules file and all that it extends, and makes a gate of them with `create`. */
export async function openGate(
  create: Create,
  address: string | URL,
  options: Omit<GateOptions, "methodology"> = {},
): Promise<Gate> {
  const url = new URL(address, document.baseURI);
  const files: Record<string, string> = {};
  const read: GateOptions["read"] = async (problems) =>
    (await import("./missing.js")).readMissing(problems, files, url, text);
  const whole = load(url, files).then(() => ({ entry: nameOf(url), files }));
  return create({ ...options, methodology: whole, read });
}

/** How the engine is told of a file. */
export const nameOf = ({ pathname }: URL): string => pathname.slice(1);

/**
 * A file, and those that it seems to extend: what they are only the engine knows, but it need not be
 * asked for one after the other. It misses those that are not there, and then they are told.
 */
async function load(url: URL, files: Record<string, string>): Promise<void> {
  const found = (files[nameOf(url)] = await text(url));
  const [, names = ""] = /\bextends["']?\s*:([^\]:]*)/.exec(found) ?? [];
  const more = (names.match(/[\w./-]+\.\w+/g) ?? [])
    .map((name) => new URL(name, url))
    .filter((one) => files[nameOf(one)] === undefined);
  await Promise.all(more.map((one) => load(one, files).catch(() => {})));
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
