// Trials in this thread, for a check at which its instance broke. One that does not come to an end
// cannot be ended here, so there is no limit for one; between them the page has its turn.
import { toBytes, toJson } from "./bytes.js";
import { compileRequest } from "./compile_request.js";
import { type Attempt, type Failed, searchBy, type Trials } from "./culprit.js";
import { MethodologyError, TrapError, type UnfinishedError } from "./errors.js";
import { Instance } from "./instance.js";
import { accepted, compile, type LocalGate } from "./local.js";
import type { MethodologyFiles } from "./types.js";

/** Milliseconds for all of them. */
const most = 6000;

/** Gives a function that completes the error. */
export function search(
  gate: LocalGate,
  methodology: MethodologyFiles,
  failed: Failed,
): Promise<(error: UnfinishedError) => void> {
  return searchBy(new TrialsHere(gate, failed), methodology, gate.about);
}

class TrialsHere implements Trials {
  private readonly started = performance.now();
  private instance: Instance | undefined;

  constructor(private readonly gate: LocalGate, private readonly failed: Failed) {}

  over(): boolean {
    return this.gate.disposed || performance.now() - this.started > most;
  }

  async run(methodology: MethodologyFiles): Promise<Attempt> {
    await new Promise((resolve) => setTimeout(resolve));
    this.instance ??= await Instance.create(this.gate.module);
    const started = performance.now();
    const outcome = this.check(this.instance, methodology);
    return { outcome, took: Math.round(performance.now() - started) };
  }

  private check(instance: Instance, methodology: MethodologyFiles): Attempt["outcome"] {
    try {
      const { handle } = compile(instance, compileRequest(methodology));
      const { article, options } = this.failed;
      accepted(instance.check(handle, toBytes(article), toJson(options)));
      instance.dispose(handle);
      return "answered";
    } catch (error) {
      if (error instanceof MethodologyError) return "refused";
      if (error instanceof TrapError) return "failed";
      throw error;
    }
  }

  end(): void {
    this.instance = undefined;
  }
}
