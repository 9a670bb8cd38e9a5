// Asks the module for maintainers what an edit of the rules does. Only the newest question counts:
// an answer to an older one is dropped, and the worker is asked nothing that is out of date.
import type { Problem } from "stet";
import type { Asked, Told } from "./verify-worker.js";

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
  private worker: Worker | undefined;
  private newest = 0;
  private asked = 0;
  private readonly waiting = new Map<number, (told: Told) => void>();

  /** What was found for each entry; nothing when another question came meanwhile. */
  async verify({ entries, stories, ...edited }: Edited): Promise<Verified[] | undefined> {
    const mine = ++this.newest;
    const out: Verified[] = [];
    for (const [i, entry] of entries.entries()) {
      const told = await this.ask({ ...edited, entry, stories: i === 0 ? stories : [] });
      if (mine !== this.newest) return undefined;
      if ("error" in told) throw new Error(told.error);
      const found = JSON.parse(told.text) as Verified | { problems: Problem[] };
      if (!("problems" in found)) out.push(found);
      else if (i === 0) throw new Error(found.problems.map(({ message }) => message).join("; "));
    }
    return out;
  }

  /** Answers to earlier questions are dropped. */
  forget(): void {
    this.newest++;
  }

  private ask(request: object): Promise<Told> {
    const worker = (this.worker ??= this.start());
    const number = ++this.asked;
    const module = new URL("stet_upkeep.wasm", document.baseURI).href;
    return new Promise((resolve) => {
      this.waiting.set(number, resolve);
      worker.postMessage({ number, module, request } satisfies Asked);
    });
  }

  private start(): Worker {
    const worker = new Worker(new URL("./verify-worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      this.waiting.get(data.number)?.(data);
      this.waiting.delete(data.number);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.worker = undefined;
      worker.terminate();
      const error = event.message || "the worker did not start";
      for (const [number, resolve] of this.waiting) resolve({ number, error });
      this.waiting.clear();
    };
    return worker;
  }
}
