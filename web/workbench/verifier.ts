// Asks the module for maintainers what an edit of the rules does. Only the newest question counts:
// an answer to an older one is dropped, and the worker is asked nothing that is out of date.
import type { Problem } from "stet";
import { Upkeep } from "./upkeep.js";

/** A place in a file, counted from 1. */
export interface Spot {
  file?: string | undefined;
  line?: number | undefined;
}

/** What $defs/verification of rules/schema/maintenance.schema.json describes, as far as it is shown. */
export interface Verified {
  file: string;
  good: boolean;
  findings: Problem[];
  tests: { passed: number; failed: number; tests: (Spot & { group: string; name: string; state: string; differences?: string[] })[] };
  mutation: { of: string; tried: boolean; left: number; mistakes: { noticed: number; all: number; mutants: (Spot & { of: string; mistake: string; noticed: boolean })[] } };
  proof: {
    invariants: { id: string; why: string; broken: number; pairs: number; smallest?: { story: string; change: string; before: object; after: object; moved: string[] } }[];
    rankings: { id: string; holds: boolean; detail?: string }[];
  };
  replay?: { edits: { path: string; words: string; about?: string; decides: boolean }[]; archive?: { stories: number; decision: number } };
  changed?: { story: string; from: string; to: string; differences: { aspect: string; rule?: string; from: string; to: string; cause: string; edits: string[] }[] }[];
  editsUntried?: number;
}

export interface VerifyStory {
  name: string;
  text: string;
  format: "markdown" | "json" | "auto";
}

/** All files as they are now, and as they were before those that differ. */
export interface Edited {
  entries: string[];
  files: Record<string, string>;
  previous: Record<string, string>;
  /** Judged by the first entry. */
  stories: VerifyStory[];
  now: string;
}

export class Verifier {
  private readonly upkeep = new Upkeep("stet_verify");
  private newest = 0;

  /** What was found for each entry; nothing when another question came meanwhile. */
  async verify({ entries, stories, ...edited }: Edited): Promise<Verified[] | undefined> {
    const mine = ++this.newest;
    const out: Verified[] = [];
    for (const [i, entry] of entries.entries()) {
      const text = await this.upkeep.ask({ ...edited, entry, stories: i === 0 ? stories : [] })
        .catch((error: Error) => error);
      if (mine !== this.newest) return undefined;
      if (text instanceof Error) throw text;
      const found = JSON.parse(text) as Verified | { problems: Problem[] };
      if (!("problems" in found)) out.push(found);
      else if (i === 0) throw new Error(found.problems.map(({ message }) => message).join("; "));
    }
    return out;
  }

  /** Answers to earlier questions are dropped. */
  forget(): void {
    this.newest++;
  }
}
