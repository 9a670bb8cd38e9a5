// With which changes a story would pass: asked when it has rested, of the module for maintainers.
// Only the newest story counts.
import type { WayToPass } from "stet";
import { Upkeep } from "./upkeep.js";

/** What was found for a text, by the decision that it has. */
export interface Ways {
  text: string;
  ways: WayToPass[];
  failure?: string;
}

const rest = 1000;

export class WaysFinder {
  private readonly upkeep = new Upkeep("stet_ways");
  private timer: ReturnType<typeof setTimeout> | undefined;
  private newest = 0;

  /** The story has become `text`, which is asked about when nothing happens for a second. */
  rest(text: string, methodology: () => { entry: string; files: Record<string, string> }, found: (ways: Ways) => void): void {
    this.forget();
    this.timer = setTimeout(() => void this.find(text, methodology()).then((ways) => ways && found(ways)), rest);
  }

  forget(): void {
    clearTimeout(this.timer);
    this.newest++;
  }

  private async find(text: string, methodology: object): Promise<Ways | undefined> {
    const mine = ++this.newest;
    const request = { ...methodology, text, format: "markdown", now: new Date().toISOString(), detail: "ids", offsets: "utf-16" };
    const told = await this.upkeep.ask(request).catch((error: Error) => error);
    if (mine !== this.newest) return undefined;
    if (told instanceof Error) return { text, ways: [], failure: told.message };
    const { ways_to_pass, problems } = JSON.parse(told) as { ways_to_pass?: WayToPass[]; problems?: { message: string }[] };
    if (ways_to_pass) return { text, ways: ways_to_pass };
    return { text, ways: [], failure: (problems ?? []).map(({ message }) => message).join("; ") };
  }
}
