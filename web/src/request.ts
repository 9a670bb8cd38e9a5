// What is asked of a server, and what is said when it has something else. Pages with a worker load
// it when that does not start.
import { ModuleError } from "./errors.js";

export const htmlPage = "an HTML page";
export const hint = "; with Vite's development server set optimizeDeps: {exclude: ['stet']}";

/** What is at an address; throws when that is nothing. */
export async function request(url: URL, what: string): Promise<Response> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new ModuleError(`expected ${what} at ${url.href}, found no answer`, { cause });
  });
  if (!response.ok) {
    const moved = url.pathname.includes(".vite") ? hint : "";
    throw new ModuleError(`expected ${what} at ${url.href}, found HTTP ${response.status}${moved}`);
  }
  return response;
}

/** Why a worker did not start: what the server has at its address. */
export async function describeWorker(url: URL): Promise<ModuleError> {
  try {
    const response = await request(url, "the worker");
    const type = response.headers.get("content-type") ?? "";
    const html = type.startsWith("text/html");
    return new ModuleError(
      html
        ? `expected the worker at ${url.href}, found ${htmlPage}${hint}`
        : `the worker at ${url.href} (${type}) did not start; does the page's policy allow it?`,
    );
  } catch (error) {
    return error as ModuleError;
  }
}
