// <stet-editor>: an editor for story Markdown with live checks, made of CodeMirror 6.
//
//   editor.gate = gate; editor.value = text
//   events: stet-verdict (detail: report), input;   parts: editor
import { Compartment, EditorState, type Extension, type StateEffect } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { css, html, LitElement, type PropertyValues } from "lit";
import { stet } from "../codemirror.js";
import type { Gate } from "../api.js";
import type { LiveOptions } from "../live.js";
import { tell, theme } from "./theme.js";
import { define } from "./define.js";

export class StetEditor extends LitElement {
  static override properties = {
    gate: { attribute: false },
    options: { attribute: false },
    extensions: { attribute: false },
    label: {},
  };
  declare gate: Gate | undefined;
  declare options: LiveOptions | undefined;
  /** Further extensions of CodeMirror: language, history, key bindings. */
  declare extensions: Extension;
  declare label: string;
  view: EditorView | undefined;
  private initial = "";
  private readonly checks = new Compartment();
  private readonly more = new Compartment();

  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }
      [part="editor"] {
        height: 100%;
      }
    `,
  ];

  constructor() {
    super();
    this.extensions = [];
    this.label = "Story";
  }

  get value(): string {
    return this.view?.state.doc.toString() ?? this.initial;
  }
  set value(text: string) {
    this.initial = text;
    const { view } = this;
    if (!view || text === this.value) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  }

  /** Selects a range and scrolls to it; the focus goes into the text. */
  reveal(from: number, to: number): void {
    const { view } = this;
    if (!view) return;
    const most = view.state.doc.length;
    const selection = { anchor: Math.min(from, most), head: Math.min(to, most) };
    view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.anchor, { y: "center" }) });
    view.focus();
  }

  override render() {
    return html`<div part="editor"></div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.view) return this.make();
    const effects: StateEffect<unknown>[] = [];
    if (changed.has("gate") || changed.has("options")) {
      effects.push(this.checks.reconfigure(this.checking()));
    }
    if (changed.has("extensions")) effects.push(this.more.reconfigure(this.extensions));
    if (effects.length > 0) this.view.dispatch({ effects });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && !this.view) this.make();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.initial = this.value;
    this.view?.destroy();
    this.view = undefined;
  }

  private checking(): Extension {
    const { gate, options } = this;
    return gate ? stet(gate, { now: new Date().toISOString(), ...options }) : [];
  }

  private contentAttributes(): Record<string, string> {
    return { "aria-label": this.label, spellcheck: "true", tabindex: "0" };
  }

  private make(): void {
    const state = EditorState.create({
      doc: this.initial,
      extensions: [
        this.more.of(this.extensions),
        this.checks.of(this.checking()),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of(this.contentAttributes()),
        EditorView.updateListener.of(({ docChanged }) => docChanged && tell(this, "input")),
      ],
    });
    const parent = this.renderRoot.querySelector<HTMLElement>("[part=editor]")!;
    this.view = new EditorView({ state, parent, root: this.renderRoot as ShadowRoot });
  }
}

define("stet-editor", StetEditor);
