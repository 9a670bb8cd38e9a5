// What the workbench is about: a story, a methodology, and what the engine says. Views read it and
// are told when it changes; nothing else is shared between them.
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { createGate, type Gate, GateError, MethodologyError, type Problem, type Report } from "stet";
import { keep, kept } from "./drafts.js";
import { type Verified, Verifier, type VerifyStory } from "./verifier.js";
import { type Ways, WaysFinder } from "./ways-finder.js";

/** An article as the engine reads it, in the form of `rules/schema/article.schema.json`. */
export interface Story {
  id?: string;
  url?: string;
  headline?: string;
  description?: string;
  articleSection?: string;
  inLanguage?: string;
  author?: { name: string }[];
  datePublished?: string;
  dateModified?: string;
  takeaways?: string[];
  mentions?: { name: string; kind?: string }[];
  claims?: { id?: string; text: string; sources?: string[] }[];
  affected?: { name: string; kind?: string; sentiment?: string }[];
  articleBody?: { kind: string; section: string; text: string; sources?: string[] }[];
  sources?: Source[];
  correction?: { date?: string; kind?: string; text?: string }[];
}

export interface Source {
  id?: string;
  publisher?: string;
  owner?: string;
  kind?: string;
  name?: string;
  url?: string;
  datePublished?: string;
  text?: string;
}

/** Where an edited methodology stands. */
export type RulesState = "published" | "checking" | "wrong" | "failing" | "applied";

const entry = "finance.json";

/** As many stories as are judged by both versions when rules are edited, the open one among them. */
export const mostStories = 200;

/** Changes of the story's text made outside the editor; the editor applies them. */
export type Replace = (change: { from: number; to: number; insert: string }) => void;

export class Desk extends EventTarget {
  text = "";
  /** The newest report, and the newest with all its parts. */
  latest: Report | undefined;
  report: Report | undefined;
  story: Story | undefined;
  gate: Gate | undefined;
  busy = false;
  failure: Error | undefined;

  /** The files as published, and as edited here. */
  published: Record<string, string> = {};
  files: Record<string, string> = {};
  rulesState: RulesState = "published";
  rulesProblems: Problem[] = [];
  /** The gate of the edited files, whether it is applied or not. */
  candidate: Gate | undefined;
  /** What the published rules say of the story, while others are applied. */
  before: { decision: string; title: string; rules: string[] } | undefined;
  examples: string[] = [];

  /** What the edits of the rules do, for each methodology that is tested by itself. */
  verified: Verified[] = [];
  verifying = false;
  verifyFailure: string | undefined;
  /** Stories that are judged by both versions, beside the open one. */
  archive: VerifyStory[] = [];
  private readonly verifier = new Verifier();

  /** With which changes the story would pass: of a text that rested last and does not. */
  ways: Ways | undefined;
  private readonly waysFinder = new WaysFinder();
  /** The files of `gate`. */
  private applied: Record<string, string> = {};

  replace: Replace = () => {};
  private original: Gate | undefined;
  private attempt = 0;
  private read = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  changed(): void {
    this.dispatchEvent(new Event("change"));
  }

  /** Loads rules, the drafts of the last visit, and the engine. */
  async open(): Promise<void> {
    const draft = kept("story");
    this.text = draft ?? "";
    this.changed();
    try {
      const published = this.loadPublished();
      const original = this.createPublished(published);
      original.catch(() => {}); // told below, unless something else fails before
      if (draft === undefined) {
        const first = await file("examples/boj-no-sources.md");
        if (this.text === "") this.text = first; // unless somebody was faster
      }
      this.published = await published;
      this.files = { ...this.published, ...(JSON.parse(kept("rules") ?? "{}") as object) };
      this.original = await original;
      this.gate = this.original;
      this.applied = this.published;
      this.changed();
      if (this.edited) await this.tryRules();
    } catch (error) {
      this.fail(error as Error);
    }
  }

  private async loadPublished(): Promise<Record<string, string>> {
    const names = (await (await fetch("rules/index.json")).json()) as string[];
    this.examples = names.filter((name) => name.startsWith("examples/"));
    const rules = names.filter((name) => name.endsWith(".json") && !name.startsWith("schema/"));
    const texts = await Promise.all(rules.map(async (name) => [name, await file(name)] as const));
    return Object.fromEntries(texts);
  }

  /** Tries once more to get an engine; the story stays as it is. */
  async retry(): Promise<void> {
    this.failure = undefined;
    this.changed();
    await this.open();
  }

  get edited(): boolean {
    return Object.keys(this.files).some((name) => this.files[name] !== this.published[name]);
  }

  /** Compiled once, then kept by the browser: only what was published is opened again and again. */
  private createPublished(files: Promise<Record<string, string>>): Promise<Gate> {
    return createGate({ methodology: files.then(toCompile), cache: true });
  }

  /** The story's text was changed in the editor. */
  setText(text: string): void {
    if (text === this.text) return;
    this.text = text;
    keep("story", text);
  }

  async setReport(report: Report): Promise<void> {
    this.latest = report;
    this.failure = undefined;
    this.rest(report);
    this.changed();
    if (!report.full) return;
    // The article as the engine read it: nothing here parses stories. Both are taken on at once, so
    // that no view has a source in one and not in the other.
    const mine = ++this.read;
    const { gate } = this;
    const { value } = await gate!.evaluate("article", { article: report.text, format: "markdown" })
      .catch(() => ({ value: undefined }));
    // Other rules have a report of their own.
    if (mine !== this.read || gate !== this.gate) return;
    this.report = report;
    this.story = (value as Story | undefined) ?? {};
    this.changed();
    await this.compare(report.text);
    if (mine !== this.read) return;
    this.changed();
  }

  /** Whoever types is not told ways to pass; whoever rests is. */
  private rest({ full, text, verdict }: Report): void {
    this.waysFinder.forget();
    if (verdict.decision === this.gate?.about.decisions[0]?.id) this.ways = undefined;
    else if (full) {
      this.waysFinder.rest(text, () => toCompile(this.applied), (ways) => {
        this.ways = ways;
        this.changed();
      });
    }
  }

  setBusy(busy: boolean): void {
    this.busy = busy;
    this.changed();
  }

  fail(error: Error): void {
    this.failure = error;
    this.busy = false;
    this.changed();
  }

  /** A rules file was changed; it is tried when typing stops. */
  setFile(name: string, text: string): void {
    if (this.files[name] === text) return;
    this.files = { ...this.files, [name]: text };
    const changes = Object.entries(this.files).filter(([key, value]) => this.published[key] !== value);
    keep("rules", JSON.stringify(Object.fromEntries(changes)));
    this.rulesState = "checking";
    this.changed();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.tryRules(), 300);
  }

  resetRules(): void {
    clearTimeout(this.timer);
    this.attempt++; // what is being compiled no longer counts
    this.files = { ...this.published };
    this.verifier.forget();
    this.verified = [];
    this.verifying = false;
    keep("rules", "{}");
    this.apply(this.original!, "published");
  }

  /** Compiles the edited files and runs their own examples; only what passes is applied. */
  private async tryRules(): Promise<void> {
    const mine = ++this.attempt;
    if (!this.edited) return this.resetRules();
    this.rulesState = "checking";
    this.changed();
    let gate: Gate;
    try {
      gate = await createGate({ methodology: toCompile(this.files), tests: true });
    } catch (error) {
      if (mine === this.attempt) this.refuse(error as Error);
      return;
    }
    if (mine !== this.attempt) return gate.dispose();
    void this.verify();
    this.rulesProblems = gate.problems;
    if (gate.about.tests!.some(({ passed }) => !passed)) {
      this.drop(this.candidate);
      this.candidate = gate;
      this.rulesState = "failing";
      this.changed();
    } else this.apply(gate, "applied");
  }

  setArchive(stories: VerifyStory[]): void {
    this.archive = stories.slice(0, mostStories - 1);
    this.changed();
    if (this.edited && this.rulesState !== "wrong") void this.verify();
  }

  /** Asks everything at once of the edited files; the module for it is loaded at the first edit. */
  private async verify(): Promise<void> {
    const changed = Object.keys(this.files).filter((name) => this.files[name] !== this.published[name]);
    const tested = (name: string) => name !== entry && !name.includes("/") && `tests/${name}` in this.files;
    this.verifying = true;
    this.changed();
    try {
      const found = await this.verifier.verify({
        entries: [entry, ...changed.filter(tested)],
        files: this.files,
        previous: Object.fromEntries(changed.map((name) => [name, this.published[name] ?? ""])),
        stories: [{ name: "the open story", text: this.text, format: "markdown" }, ...this.archive],
        now: new Date().toISOString(),
      });
      if (!found) return;
      this.verified = found;
      this.verifyFailure = undefined;
    } catch (error) {
      this.verified = [];
      this.verifyFailure = (error as Error).message;
    }
    this.verifying = false;
    this.changed();
  }

  private refuse(error: Error): void {
    if (!(error instanceof MethodologyError)) return this.fail(error);
    this.rulesState = "wrong";
    this.verifier.forget();
    this.verified = [];
    this.verifying = false;
    this.rulesProblems = error.problems;
    this.changed();
  }

  private apply(gate: Gate, state: RulesState): void {
    const [old, candidate] = [this.gate, this.candidate];
    this.rulesState = state;
    this.gate = gate;
    this.applied = state === "applied" ? this.files : this.published;
    this.candidate = gate === this.original ? undefined : gate;
    if (gate === this.original) this.rulesProblems = [];
    this.before = undefined;
    this.changed();
    // Once the editor has let go of them.
    setTimeout(() => [old, candidate].forEach((gate) => this.drop(gate)));
  }

  private drop(gate: Gate | undefined): void {
    if (gate && gate !== this.original && gate !== this.gate && gate !== this.candidate) gate.dispose();
  }

  /** What the published rules would say. */
  private async compare(text: string): Promise<void> {
    if (this.gate === this.original || !this.original) return void (this.before = undefined);
    const now = new Date().toISOString();
    const verdict = await this.original.check(text, { format: "markdown", now }).catch(() => undefined);
    const rules = verdict?.rules.filter(({ counts }) => counts).map(({ rule }) => rule);
    this.before = verdict && { decision: verdict.decision, title: verdict.title, rules: rules ?? [] };
  }
}

/** Cases in tests/ are for the module for maintainers alone. */
function toCompile(files: Record<string, string>): { entry: string; files: Record<string, string> } {
  const kept = Object.entries(files).filter(([name]) => !name.startsWith("tests/"));
  return { entry, files: Object.fromEntries(kept) };
}

async function file(name: string): Promise<string> {
  const response = await fetch(`rules/${name}`);
  if (!response.ok) throw new GateError(`expected rules/${name}, found HTTP ${response.status}`);
  return response.text();
}

export const desk = new Desk();

/** Renders its host again when the desk changes. */
export class Follow implements ReactiveController {
  private readonly listener: () => void;
  constructor(host: ReactiveControllerHost) {
    this.listener = () => host.requestUpdate();
    host.addController(this);
  }
  hostConnected(): void {
    desk.addEventListener("change", this.listener);
  }
  hostDisconnected(): void {
    desk.removeEventListener("change", this.listener);
  }
}
