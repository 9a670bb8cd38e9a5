// Trials in a worker of their own, for a check that another worker did not finish.
import { type Attempt, type Failed, searchBy, type Trials } from "./culprit.js";
import { compileRequest } from "./compile_request.js";
import type { UnfinishedError } from "./errors.js";
import type { Call, Load, Request, Response, Source } from "./protocol.js";
import type { About, MethodologyFiles } from "./types.js";

/** What a check is tried with. */
export interface Suspects {
  start(): Worker;
  first: Load;
  source: Omit<Source, "request">;
  methodology: MethodologyFiles | undefined;
  about: About;
  /** Milliseconds: a check that takes longer is stuck. */
  limit: number;
  /** How it failed. */
  error: UnfinishedError;
  /** Whether nobody wants to know it any more. */
  over(): boolean;
}

/**
 * Finds the rule while a fresh worker is asked once more, and may take a little longer than that
 * does; gives a function that completes the error.
 */
export async function search(
  suspects: Suspects,
  failed: Failed,
): Promise<(error: UnfinishedError) => void> {
  const { methodology } = suspects;
  const slow = suspects.error.name === "TimeoutError";
  if (!methodology) return () => {};
  return searchBy(new WorkerTrials(suspects, failed), methodology, suspects.about, slow);
}

/** A worker that is asked one thing at a time, and ends after three times the limit, which may be short. */
class WorkerTrials implements Trials {
  readonly limit: number;
  private readonly worker: Worker;
  private done: (outcome: Attempt["outcome"]) => void = () => {};
  private readonly timer: ReturnType<typeof setTimeout>;
  private ended = false;

  constructor(private readonly suspects: Suspects, private readonly failed: Failed) {
    this.limit = suspects.limit;
    this.worker = suspects.start();
    this.worker.onmessage = ({ data }: MessageEvent<Response>) =>
      this.done(!("error" in data) ? "answered" : data.error.name === "TrapError" ? "failed" : "refused");
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.done("failed");
    };
    this.worker.postMessage(suspects.first);
    this.timer = setTimeout(() => this.end(), Math.max(3 * this.limit, 2000));
  }

  over(): boolean {
    return this.suspects.over();
  }

  async run(methodology: MethodologyFiles): Promise<Attempt> {
    // No snapshot is of this methodology, and none is to be kept of it.
    const none = { snapshot: undefined, cache: undefined, tests: undefined };
    const { full } = this.suspects.source;
    const created = await this.ask({ kind: "create", request: compileRequest(methodology), full, ...none });
    const started = performance.now();
    const outcome = created === "answered"
      ? await this.ask({ kind: "check", ...this.failed }, this.limit) : created;
    return { outcome, took: Math.round(performance.now() - started) };
  }

  /** With a limit it fails when that is over. */
  private async ask(call: Call, limit?: number): Promise<Attempt["outcome"]> {
    if (this.ended) return "ended";
    const outcome = new Promise<Attempt["outcome"]>((resolve) => (this.done = resolve));
    const timer = limit && setTimeout(() => this.done("failed"), limit);
    this.worker.postMessage({ ...call, number: 0 } satisfies Request);
    try {
      return await outcome;
    } finally {
      clearTimeout(timer);
    }
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.timer);
    this.worker.terminate();
    this.done("ended");
  }
}
