// Vitest's functions, and tests that say why they are skipped: `test(name, { skip: reason }, body)`.
import { afterAll, beforeAll, test as run } from "vitest";

export { afterAll, beforeAll };

export function test(name, ...rest) {
  const body = rest.pop();
  const [{ skip, ...options } = {}] = rest;
  run(name, options, skip ? (context) => context.skip(skip) : body);
}
