// Writing: the structured parts as form fields and the body in an editor, or all of it as story
// Markdown. Both are one document, so undo goes through both.
import { css, html, LitElement, nothing } from "lit";
import { type Report, difference } from "stet";
import type { StetEditor } from "stet/elements";
import type { Document } from "yaml";
import { base } from "../common.js";
import { desk, Follow } from "../desk.js";
import { hiddenFrontMatter, storySetup } from "../editor-setup.js";
import { fieldAt, frontMatter, withFrontMatter } from "../front-matter.js";
import { keep, kept } from "../drafts.js";

interface Field {
  path: string[];
  label: string;
  wide?: boolean;
  kind?: "number" | "list" | "choice";
  hint?: string;
}

const fields: Field[] = [
  { path: ["headline"], label: "Headline", wide: true },
  { path: ["description"], label: "Standfirst", wide: true },
  { path: ["articleSection"], label: "Beat" },
  { path: ["author"], label: "Authors", kind: "list", hint: "separated by commas" },
  { path: ["datePublished"], label: "Published", hint: "2026-11-24T09:00:00Z" },
  { path: ["declared", "sentiment"], label: "Declared sentiment", kind: "choice" },
  { path: ["declared", "impact"], label: "Declared impact", kind: "number", hint: "1–10" },
  { path: ["declared", "sources"], label: "Declared sources", kind: "number" },
];

const whole = storySetup;
const bodyOnly = [storySetup, hiddenFrontMatter];

export class Write extends LitElement {
  static override properties = { mode: { state: true } };
  private declare mode: "fields" | "markdown";

  static override styles = [
    ...base,
    css`
      .switch {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
        align-items: center;
        margin-bottom: 0.75rem;
      }
      .switch button {
        min-height: 32px;
        padding: 0 0.8rem;
        border-bottom: 2px solid transparent;
        color: var(--faint);
      }
      .switch button[aria-pressed="true"] {
        border-color: var(--ink);
        color: var(--ink);
        font-weight: 600;
      }
      .switch .keys {
        margin-left: auto;
        font-size: 0.8125rem;
        color: var(--faint);
      }
      .fields {
        margin-bottom: 0.9rem;
      }
      .headline {
        font: 600 1.25rem/1.3 var(--stet-serif);
      }
      stet-editor {
        min-height: 24rem;
        border: 1px solid var(--line);
        border-radius: 0.4rem;
        background: var(--paper);
        overflow: hidden;
      }
      @media (max-width: 48rem) {
        .keys {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this);
    this.mode = kept("mode") === "markdown" ? "markdown" : "fields";
  }

  get editor(): StetEditor | null {
    return this.renderRoot.querySelector("stet-editor");
  }

  override connectedCallback(): void {
    super.connectedCallback();
    desk.replace = (change) => this.editor?.view?.dispatch({ changes: change, userEvent: "input.form" });
  }

  override updated(): void {
    const { editor } = this;
    if (editor && editor.value !== desk.text && document.activeElement !== editor) {
      editor.value = desk.text;
    }
  }

  /** Leads to a range: into the text, or to the form field that stands for it. */
  reveal(from: number, to: number): void {
    const field = this.mode === "fields" ? fieldAt(desk.text, from) : undefined;
    const input = field && this.renderRoot.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
    if (input) {
      input.focus();
      return input.scrollIntoView({ block: "center" });
    }
    if (field && this.mode === "fields") {
      this.show("markdown");
      void this.updateComplete.then(() => this.editor?.reveal(from, to));
      return;
    }
    this.editor?.reveal(from, to);
  }

  private show(mode: "fields" | "markdown"): void {
    this.mode = mode;
    keep("mode", mode);
  }

  private typed(event: Event): void {
    desk.setText((event.target as StetEditor).value);
    if (this.mode === "fields") this.requestUpdate();
  }

  override render() {
    const pressed = (mode: string) => (this.mode === mode ? "true" : "false");
    return html`
      <div class="switch" role="group" aria-label="How the story is edited">
        <button aria-pressed=${pressed("fields")} @click=${() => this.show("fields")}>Fields and text</button>
        <button aria-pressed=${pressed("markdown")} @click=${() => this.show("markdown")}>Story Markdown</button>
        <span class="keys">F8 next finding, Shift-F8 the one before</span>
      </div>
      ${this.mode === "fields" ? this.form() : nothing}
      <stet-editor
        label="Story"
        .extensions=${this.mode === "fields" ? bodyOnly : whole}
        .gate=${desk.gate}
        .options=${options}
        @input=${this.typed}
      ></stet-editor>`;
  }

  private form() {
    const { document } = frontMatter(desk.text);
    if (document.errors.length > 0) {
      return html`<p class="card">The front matter cannot be read as YAML:
        ${document.errors[0]!.message.split("\n")[0]}. Put it right as story Markdown.</p>`;
    }
    return html`<div class="fields">${fields.map((field) => this.field(field, document))}</div>`;
  }

  private field(field: Field, document: Document) {
    const { path, label, wide, kind, hint } = field;
    const value = shown(document.getIn(path), kind);
    const change = (event: Event) => this.change(field, (event.target as HTMLInputElement).value);
    const name = path[0]!;
    const input = kind === "choice"
      ? html`<select data-field=${name} @change=${change}>
          ${["", "negative", "neutral", "positive"].map((one) =>
            html`<option value=${one} ?selected=${one === value}>${one || "none"}</option>`)}
        </select>`
      : html`<input data-field=${name} class=${name === "headline" ? "headline" : ""} .value=${value}
          placeholder=${hint ?? ""} inputmode=${kind === "number" ? "numeric" : "text"} @input=${change}>`;
    return html`<label class=${wide ? "wide" : ""}>${label}${input}</label>`;
  }

  private change({ path, kind }: Field, value: string): void {
    const text = withFrontMatter(desk.text, (document) => {
      if (value === "") return void document.deleteIn(path);
      const list = () => value.split(",").map((one) => one.trim()).filter(Boolean);
      const number = /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
      document.setIn(path, kind === "list" ? document.createNode(list()) : kind === "number" ? number : value);
    });
    const [change] = difference(desk.text, text);
    if (change) desk.replace(change);
  }
}

/** A value of YAML as a form shows it. */
function shown(value: unknown, kind: Field["kind"]): string {
  if (value === undefined || value === null) return "";
  if (kind !== "list") return typeof value === "object" ? "" : String(value);
  const list = (value as { toJSON?(): unknown }).toJSON?.() ?? value;
  const name = (one: unknown) => typeof one === "object" && one ? (one as { name?: string }).name : one;
  return Array.isArray(list) ? list.map(name).join(", ") : String(name(list));
}

const options = {
  format: "markdown" as const,
  onReport: (report: Report) => void desk.setReport(report),
  onBusy: (busy: boolean) => desk.setBusy(busy),
  onFailure: (error: Error) => desk.fail(error),
};
customElements.define("desk-write", Write);
