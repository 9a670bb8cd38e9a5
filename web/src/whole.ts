// A methodology with all that it extends. Which files those are only the engine knows, so it is
// asked: what it misses is read, until it misses nothing.
import type { GateOptions } from "./api.js";
import type { MethodologyError } from "./errors.js";
import type { MethodologyFiles } from "./types.js";

/** What `create` makes of the methodology once its files are there. */
export async function createWhole<T>(
  methodology: MethodologyFiles | undefined,
  read: GateOptions["read"],
  create: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await create();
    } catch (error) {
      const { problems } = error as Partial<MethodologyError>; // no other error has them
      const more = problems && (await read?.(problems));
      if (!more || !methodology) throw error;
      Object.assign(methodology.files, more);
    }
  }
}
