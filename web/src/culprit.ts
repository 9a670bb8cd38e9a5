// Which rule a check fails at. A worker that is stuck inside the engine, or broke there, cannot say
// it, so a worker of its own tries the story again: without any rule, then with each one alone.
import type { CheckOptions } from "./api.js";
import type { UnfinishedError } from "./errors.js";
import type { Call, Load, Request, Response, Source } from "./protocol.js";
import type { About, MethodologyFiles } from "./types.js";

/** A check that failed. */
export interface Failed {
  article: string | Uint8Array;
  options: CheckOptions;
}

/** What it is tried with. */
export interface Suspects {
  start(): Worker;
  first: Load;
  source: Source;
  about: About;
  /** Milliseconds: a check that takes longer is stuck. */
  limit: number;
  /** Whether nobody wants to know it any more. */
  over(): boolean;
}

/** The rule, if it is one; with `took`, in milliseconds, no rule fails alone and this is the slowest. */
interface Culprit {
  rule?: string;
  took?: number;
}

/**
 * Finds it while a fresh worker is asked once more, and may take a little longer than that does; gives
 * a function that completes the error.
 */
export async function search(
  suspects: Suspects,
  failed: Failed,
): Promise<(error: UnfinishedError) => void> {
  const { methodology } = suspects.source;
  const culprit = methodology && (await findCulprit(suspects, methodology, failed));
  return (error) => culprit && name(error, culprit);
}

/** Nothing when no rule stands out, or none did before the time was over. */
async function findCulprit(
  { start, first, source, about, limit, over }: Suspects,
  files: MethodologyFiles,
  { article, options }: Failed,
): Promise<Culprit | undefined> {
  const trial = new Trial(start(), first, 3 * limit);
  const now = options.now ?? new Date().toISOString(); // without a time all rules are in force
  const check: Call = { kind: "check", article, options: { ...options, now } };
  const rules = about.rules.map(({ id }) => id);
  let slowest: { rule: string; took: number } | undefined;
  try {
    for (const rule of [undefined, ...rules]) {
      if (over()) return undefined;
      const methodology = withOnly(rule, rules, files);
      const created = await trial.ask({ ...source, kind: "create", methodology, tests: undefined });
      const started = performance.now();
      const outcome = created === "answered" ? await trial.ask(check, limit) : created;
      const took = Math.round(performance.now() - started);
      if (outcome === "failed") return rule ? { rule } : {};
      if (rule && took > (slowest?.took ?? 0)) slowest = { rule, took };
      if (outcome !== "answered") return slowest && slowest.took > limit / 4 ? slowest : undefined;
    }
    return slowest;
  } finally {
    trial.end();
  }
}

function name(error: UnfinishedError, { rule, took }: Culprit): void {
  if (took !== undefined && error.name !== "TimeoutError") return; // slow rules break nothing
  error.message += !rule ? "; it does with none of its rules in force"
    : took === undefined ? `; it does with the rule '${rule}' alone`
    : `; of its rules '${rule}' takes longest, ${took} ms`;
  if (rule) error.rule = rule;
}

/** When the rules were in force that are left out. */
const longAgo = "1000-01-01";

/** The methodology with none of its rules in force but one. */
function withOnly(
  rule: string | undefined,
  rules: readonly string[],
  { entry, files }: MethodologyFiles,
): MethodologyFiles {
  const cut = entry.lastIndexOf("/") + 1;
  const name = `${entry.slice(0, cut)}only-${rule ?? "none"}.json`;
  const others = rules.filter((id) => id !== rule);
  const text = JSON.stringify({
    stet: 1,
    extends: entry.slice(cut),
    rules: others.map((id) => ({ id, since: longAgo, until: longAgo })),
  });
  return { entry: name, files: { ...files, [name]: text } };
}

type Outcome = "answered" | "refused" | "failed" | "ended";

/** A worker that is asked one thing at a time, and ends after `time` milliseconds. */
class Trial {
  private done: (outcome: Outcome) => void = () => {};
  private readonly timer: ReturnType<typeof setTimeout>;
  private ended = false;

  constructor(private readonly worker: Worker, first: Load, time: number) {
    worker.onmessage = ({ data }: MessageEvent<Response>) =>
      this.done(!("error" in data) ? "answered" : data.error.name === "TrapError" ? "failed" : "refused");
    worker.onerror = (event) => {
      event.preventDefault();
      this.done("failed");
    };
    worker.postMessage(first);
    this.timer = setTimeout(() => this.end(), time);
  }

  /** With a limit it fails when that is over. */
  async ask(call: Call, limit?: number): Promise<Outcome> {
    if (this.ended) return "ended";
    const outcome = new Promise<Outcome>((resolve) => (this.done = resolve));
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
