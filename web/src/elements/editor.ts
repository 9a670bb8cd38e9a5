// <stet-editor>: an editor for story Markdown with live checks, made of CodeMirror 6.
//
//   editor.gate = gate; editor.value = text
//   events: stet-verdict (detail: report), input;   parts: editor
import { EditorState, type Extension } from "@codemirror/state";
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

  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }
      div {
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
    if (!this.view || changed.has("gate") || changed.has("extensions")) this.make();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.initial = this.value;
    this.view?.destroy();
    this.view = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.make();
  }

  /** A new state with the text as it is; a gate is an extension, and so are the host's. */
  private make(): void {
    const { gate, options } = this;
    const checks = gate ? stet(gate, { now: new Date().toISOString(), ...options }) : [];
    const state = EditorState.create({
      doc: this.value,
      extensions: [
        this.extensions,
        checks,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": this.label, spellcheck: "true" }),
        EditorView.updateListener.of(({ docChanged }) => docChanged && tell(this, "input")),
      ],
    });
    if (this.view) return this.view.setState(state);
    const parent = this.renderRoot.querySelector("div")!;
    this.view = new EditorView({ state, parent, root: this.renderRoot as ShadowRoot });
  }
}

define("stet-editor", StetEditor);
