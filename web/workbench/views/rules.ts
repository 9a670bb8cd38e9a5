// The methodology: its files in an editor with live errors at their places, the rules' own examples
// beside, what it does to the open story. Only what passes its own examples is applied.
import { autocompletion } from "@codemirror/autocomplete";
import { setDiagnostics } from "@codemirror/lint";
import { css, html, LitElement, nothing } from "lit";
import type { Problem, RuleTest } from "stet";
import { rangeOf } from "stet";
import type { StetEditor } from "stet/elements";
import { base, visible } from "../common.js";
import { completeFrom } from "../completion.js";
import { desk, Follow, type RulesState } from "../desk.js";
import { rulesSetup } from "../editor-setup.js";
import { openFile, saveFile } from "../files.js";
import { StillLists } from "../still.js";
import type { Spot } from "../verifier.js";
import "./verified.js";

const setup = [
  rulesSetup,
  autocompletion({
    override: [completeFrom(async () => (await fetch("rules/schema/methodology.schema.json")).json())],
  }),
];

const words: Record<RulesState, string> = {
  published: "As published. Change a file, and the story is checked by it at once.",
  checking: "Running the rules’ own examples…",
  wrong: "Not applied: the rules have errors.",
  failing: "Not applied: some of the rules’ own examples come out otherwise.",
  applied: "Applied to the open story. All of the rules’ own examples come out as they say.",
};

export class Rules extends LitElement {
  static override properties = { file: { state: true } };
  private declare file: string;

  static override styles = [
    ...base,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: end;
        margin-bottom: 0.75rem;
      }
      .bar label {
        flex: 1 1 14rem;
      }
      summary {
        min-height: 28px;
        cursor: pointer;
      }
      .state {
        display: flex;
        gap: 0.6rem;
        align-items: baseline;
        margin: 0 0 0.75rem;
      }
      .state::before {
        content: "●";
        color: var(--note);
      }
      .state.wrong::before,
      .state.failing::before {
        content: "■";
        color: var(--block);
      }
      .state.applied::before {
        content: "✓";
        color: var(--pass);
      }
      .desk {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(14rem, 2fr);
        gap: 1rem;
        align-items: start;
      }
      stet-editor {
        height: min(70vh, 44rem);
        border: 1px solid var(--line);
        border-radius: 0.4rem;
        overflow: hidden;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        border-bottom: 1px solid var(--line);
      }
      .side button.row {
        width: 100%;
        min-height: 32px;
        padding: 0.35rem 0.2rem;
        text-align: left;
        overflow-wrap: anywhere;
      }
      .side button.row:hover {
        background: color-mix(in srgb, var(--note) 9%, transparent);
      }
      h3:first-child {
        margin-top: 0;
      }
      dt {
        font-weight: 600;
      }
      dd {
        margin: 0 0 0.5rem;
      }
      @media (max-width: 64rem) {
        .desk {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  private readonly lists = new StillLists(this);

  constructor() {
    super();
    new Follow(this);
    this.file = "finance.json";
  }

  private get editor(): StetEditor | null {
    return this.renderRoot.querySelector("stet-editor");
  }

  override updated(): void {
    const { editor } = this;
    const text = desk.files[this.file];
    if (!editor || text === undefined) return;
    if (editor.value !== text) editor.value = text;
    void editor.updateComplete.then(() => this.mark(editor));
  }

  /** Errors at their places in the file that is shown. */
  private mark({ view }: StetEditor): void {
    if (!view) return;
    const text = view.state.doc.toString();
    const problems = desk.rulesProblems.filter(({ file, place }) => place && file === this.file);
    const failed = this.tests().filter(({ passed, file }) => !passed && file === this.file);
    const of = (place: NonNullable<Problem["place"]>) => rangeOf(place, text);
    view.dispatch(setDiagnostics(view.state, [
      ...problems.map(({ severity, message, suggestion, place }) => ({
        ...of(place!), severity: severity === "note" ? ("info" as const) : severity,
        message: suggestion ? `${message} (${suggestion})` : message,
      })),
      ...failed.flatMap(({ detail, place }) =>
        place ? { ...of(place), severity: "error" as const, message: detail ?? "" } : []),
    ]));
  }

  private tests(): RuleTest[] {
    return desk.rulesState === "wrong" ? [] : (desk.candidate?.about.tests ?? []);
  }

  override render() {
    const names = Object.keys(desk.files);
    return html`
      <h2>Rules</h2>
      <div class="bar">
        <label>File<select @change=${(event: Event) => (this.file = (event.target as HTMLSelectElement).value)}>
          ${names.map((name) => html`<option value=${name} ?selected=${name === this.file}>${name}${
            desk.files[name] === desk.published[name] ? "" : " (changed)"}</option>`)}
        </select></label>
        <button class="button" @click=${this.load}>Open…</button>
        <button class="button" @click=${this.save}>Save…</button>
        <button class="button" ?disabled=${!desk.edited} @click=${() => desk.resetRules()}>Back to published</button>
      </div>
      <p class="state ${desk.rulesState}">${words[desk.rulesState]}</p>
      <div class="desk">
        <stet-editor label="Rules file ${this.file}" .extensions=${setup}
          @input=${(event: Event) => desk.setFile(this.file, (event.target as StetEditor).value)}></stet-editor>
        <div class="side">
          ${this.effect()}${this.problems()}${this.examples()}
          <desk-verified @spot=${(event: CustomEvent<Spot>) => this.goToLine(event.detail)}></desk-verified>
          ${this.words()}
        </div>
      </div>`;
  }

  private problems() {
    return this.lists.show<Problem>({
      name: "problems",
      items: desk.rulesProblems,
      keyOf: ({ file, message }) => `${file} ${message}`,
      row: (problem, settled) =>
        this.row(problem, `${problem.message}${problem.suggestion ? ` (${problem.suggestion})` : ""}`, settled),
    }, html`<h3>What is wrong</h3>`);
  }

  private examples() {
    const tests = this.tests();
    const failed = tests.filter(({ passed }) => !passed);
    const title = html`<h3>The rules’ own examples</h3>
      <p>${tests.length - failed.length} of ${tests.length} come out as they say.</p>`;
    const list = this.lists.show<RuleTest>({
      name: "examples",
      items: failed,
      keyOf: ({ rule, detail }) => `${rule} ${detail}`,
      row: (test, settled) => this.row(test, `${test.rule}: ${test.detail ?? ""}`, settled),
    });
    return tests.length || list !== nothing ? html`${title}${list}` : nothing;
  }

  private row({ file, place }: Pick<Problem, "file" | "place">, text: string, settled: boolean) {
    const at = place ? `, line ${place.line}` : "";
    return html`<li class=${settled ? "settled" : ""}>
      <button class="row" ?disabled=${settled} @click=${() => this.goTo(file, place)}>${visible(text)}
        <span class="faint">${file ?? ""}${at}</span></button></li>`;
  }

  private async goTo(file: string | undefined, place: Problem["place"]): Promise<void> {
    if (file && file in desk.files) this.file = file;
    await this.updateComplete;
    const { editor } = this;
    if (!editor || !place) return;
    const { from, to } = rangeOf(place, editor.value);
    editor.reveal(from, to);
  }

  private async goToLine({ file, line }: Spot): Promise<void> {
    if (file && file in desk.files) this.file = file;
    await this.updateComplete;
    const view = this.editor?.view;
    if (!view || !line || line > view.state.doc.lines) return;
    const { from, to } = view.state.doc.line(line);
    this.editor!.reveal(from, to);
  }

  /** What the change does to the open story. */
  private effect() {
    const verdict = desk.report?.verdict;
    if (!verdict || desk.rulesState !== "applied" || !desk.before) return nothing;
    const now = new Set(verdict.rules.filter(({ counts }) => counts).map(({ rule }) => rule));
    const before = new Set(desk.before.rules);
    const gone = [...before].filter((rule) => !now.has(rule));
    const added = [...now].filter((rule) => !before.has(rule));
    return html`<h3>On the open story</h3>
      <p><b>${desk.before.title}</b> → <b>${verdict.title}</b></p>
      ${added.length ? html`<p>Now fires: ${visible(added.join(", "))}</p>` : nothing}
      ${gone.length ? html`<p>No longer fires: ${visible(gone.join(", "))}</p>` : nothing}
      ${added.length || gone.length ? nothing : html`<p class="faint">The same rules fire.</p>`}`;
  }

  private words() {
    const about = desk.gate?.about;
    if (!about) return nothing;
    const glossary = Object.entries(about.glossary);
    return html`<h3>${visible(about.title || about.id)} ${about.version}</h3>
      <p>${about.rules.length} rules. Decisions, best first: ${about.decisions.map(({ title }) => title).join(", ")}.</p>
      ${glossary.length ? html`<details><summary>Glossary</summary><dl>${glossary.map(([term, definition]) =>
        html`<dt>${visible(term)}</dt><dd>${visible(definition)}</dd>`)}</dl></details>` : nothing}`;
  }

  private async load(): Promise<void> {
    const file = await openFile(".json,.jsonc,.yaml,.yml");
    if (file) desk.setFile(this.file, file.text);
  }

  private save(): void {
    void saveFile(this.file.split("/").at(-1)!, desk.files[this.file] ?? "", "application/json");
  }
}
customElements.define("desk-rules", Rules);
