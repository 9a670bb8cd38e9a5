// Which rule a check fails at. What is stuck inside the engine, or broke there, cannot say it, so the
// story is tried again elsewhere: without any rule, then with some of them, and last with one alone.
import type { CheckOptions } from "./api.js";
import type { UnfinishedError } from "./errors.js";
import type { About, MethodologyFiles } from "./types.js";

/** A check that failed. */
export interface Failed {
  article: string | Uint8Array;
  options: CheckOptions;
}

/** Where it is tried. */
export interface Trials {
  /** Checks the story with another methodology. */
  run(methodology: MethodologyFiles): Promise<Attempt>;
  /** Milliseconds beyond which a check fails, where one can be ended. */
  limit?: number;
  /** Whether nobody wants to know it any more. */
  over(): boolean;
  end(): void;
}

/** Refused: the methodology was. Ended: there was no time left. */
export interface Attempt {
  outcome: "answered" | "refused" | "failed" | "ended";
  /** Milliseconds of the check. */
  took: number;
}

/** The rule, if it is one; with `took`, in milliseconds, no rule fails alone and this is the slowest. */
interface Culprit {
  rule?: string;
  took?: number;
}

/** Gives a function that completes the error. `slow`: the check took too long, and broke nothing. */
export async function searchBy(
  trials: Trials,
  files: MethodologyFiles,
  about: About,
  slow = false,
): Promise<(error: UnfinishedError) => void> {
  const rules = about.rules.map(({ id }) => id);
  const attempt = (kept: readonly string[]): Promise<Attempt> =>
    trials.over() ? Promise.resolve({ outcome: "ended", took: 0 }) : trials.run(withOnly(kept, rules, files));
  try {
    const { outcome } = await attempt([]);
    const find = slow ? oneByOne : byHalves;
    const culprit = outcome === "failed" ? {}
      : outcome === "answered" ? await find(attempt, rules, trials.limit) : undefined;
    return (error) => culprit && name(error, culprit);
  } finally {
    trials.end();
  }
}

type Find = (
  attempt: (kept: readonly string[]) => Promise<Attempt>,
  rules: readonly string[],
  limit?: number,
) => Promise<Culprit | undefined>;

/** Each failure takes the whole limit, so there is to be one. Nothing when the time was over too soon. */
const oneByOne: Find = async (attempt, rules, limit = Infinity) => {
  let slowest: { rule: string; took: number } | undefined;
  for (const rule of rules) {
    const { outcome, took } = await attempt([rule]);
    if (outcome === "failed") return { rule };
    if (took > (slowest?.took ?? 0)) slowest = { rule, took };
    if (outcome !== "answered") return slowest && slowest.took > limit / 4 ? slowest : undefined;
  }
  return slowest;
};

/** Nothing when no rule fails alone. */
const byHalves: Find = async (attempt, rules) => {
  let suspects = rules;
  while (suspects.length > 1) {
    const half = suspects.slice(0, suspects.length >> 1);
    const { outcome } = await attempt(half);
    if (outcome !== "failed" && outcome !== "answered") return undefined;
    suspects = outcome === "failed" ? half : suspects.slice(half.length);
  }
  const [rule] = suspects;
  return rule !== undefined && (await attempt(suspects)).outcome === "failed" ? { rule } : undefined;
};

function name(error: UnfinishedError, { rule, took }: Culprit): void {
  if (took !== undefined && error.name !== "TimeoutError") return; // slow rules break nothing
  error.message += !rule ? "; it does with none of its rules"
    : took === undefined ? `; it does with the rule '${rule}' alone`
    : `; of its rules '${rule}' takes longest, ${took} ms`;
  if (rule) error.rule = rule;
}

/** All that a rule may look for or compute, and what of it can be taken away: only what is there can. */
const searches = { each: "[]", find: {}, at: "it", edit: {} };
const empty = { when: "false", message: "left out", fix: "left out" };
const taken = Object.fromEntries(Object.keys(searches).map((key) => [key, null]));

/** The methodology with nothing in its rules but in these. */
function withOnly(
  kept: readonly string[],
  rules: readonly string[],
  { entry, files }: MethodologyFiles,
): MethodologyFiles {
  const cut = entry.lastIndexOf("/") + 1;
  const folder = entry.slice(0, cut);
  const others = rules.filter((id) => !kept.includes(id));
  const layer = (under: string, content: object) =>
    JSON.stringify({ stet: 1, extends: under, rules: others.map((id) => ({ id, ...content })) });
  return {
    entry: `${folder}trial.json`,
    files: {
      ...files,
      [`${folder}below-trial.json`]: layer(entry.slice(cut), { ...searches, ...empty }),
      [`${folder}trial.json`]: layer("below-trial.json", taken),
    },
  };
}
