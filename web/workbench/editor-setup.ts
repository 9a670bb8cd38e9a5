// CodeMirror as the workbench uses it: its look, its keys, story Markdown and rules files.
import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascriptLanguage } from "@codemirror/lang-javascript";
import { markdown } from "@codemirror/lang-markdown";
import {
  bracketMatching, defaultHighlightStyle, HighlightStyle, LanguageSupport, syntaxHighlighting,
} from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { type EditorState, type Extension, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { bodyStart } from "./front-matter.js";

const look = EditorView.theme({
  "&": { color: "var(--stet-ink)", backgroundColor: "var(--stet-paper)", height: "100%" },
  "&.cm-focused": { outline: "2px solid var(--stet-note)", outlineOffset: "-2px" },
  ".cm-content": { padding: "1rem 0", caretColor: "var(--stet-ink)" },
  ".cm-line": { padding: "0 1.1rem" },
  ".cm-cursor": { borderLeftColor: "var(--stet-ink)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "light-dark(#d9e4f2, #2f4258)",
  },
  ".cm-tooltip": { background: "var(--stet-paper)", color: "var(--stet-ink)", border: "1px solid var(--stet-line)",
    borderRadius: "0.4rem" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { background: "var(--stet-note)", color: "var(--stet-paper)" },
  ".cm-diagnostic": { borderLeft: "0", padding: "0" },
  ".cm-diagnosticAction": { background: "transparent", color: "inherit", border: "1px solid var(--stet-line)",
    borderRadius: "0.3rem", font: "inherit", minHeight: "28px", margin: "0 .75rem .6rem", padding: ".15rem .6rem" },
  ".cm-diagnosticSource": { display: "none" },
  ".cm-gutters": { background: "transparent", color: "var(--stet-faint)", border: "0" },
  ".cm-panels": { background: "var(--stet-ground)", color: "var(--stet-ink)", borderColor: "var(--stet-line)" },
  ".cm-panels input": { color: "var(--stet-ink)", background: "var(--stet-paper)" },
});

const prose = EditorView.theme({
  ".cm-scroller": { font: "1.0625rem/1.65 var(--stet-serif)" },
});

const code = EditorView.theme({
  ".cm-scroller": { font: "0.8125rem/1.55 ui-monospace, Menlo, Consolas, monospace" },
});

const colours = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "600" },
  { tag: tags.strong, fontWeight: "600" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: [tags.comment, tags.processingInstruction, tags.contentSeparator], color: "var(--stet-faint)" },
  { tag: [tags.link, tags.url], color: "var(--stet-note)" },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--stet-note)" },
  { tag: tags.string, color: "var(--stet-pass)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--stet-warn)" },
]);

/** The caret stands still for whoever asked for less motion. */
const caret = matchMedia("(prefers-reduced-motion: reduce)").matches ? { cursorBlinkRate: 0 } : {};

const common: Extension = [
  history(),
  drawSelection(caret),
  look,
  syntaxHighlighting(colours),
  syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
  highlightSelectionMatches(),
  keymap.of([...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
];

export const storySetup: Extension = [common, prose, markdown()];

/** Hides the front matter, which has form fields of its own. The document stays whole. */
export const hiddenFrontMatter: Extension = StateField.define({
  create: hidden,
  update: (value, transaction) => (transaction.docChanged ? hidden(transaction.state) : value),
  provide: (field) => [
    EditorView.decorations.from(field),
    EditorView.atomicRanges.of((view) => view.state.field(field)),
  ],
});

function hidden(state: EditorState) {
  const end = Math.min(bodyStart(state.doc.toString()), state.doc.length);
  if (end === 0) return Decoration.none;
  const blank = state.sliceDoc(end, end + 1) === "\n" ? 1 : 0;
  const to = end === state.doc.length ? end : end - 1 + blank;
  return Decoration.set(Decoration.replace({ block: true }).range(0, to));
}

/** Rules files: JSON with comments is an expression of JavaScript. */
const jsonc = new LanguageSupport(javascriptLanguage.configure({ top: "SingleExpression" }));

export const rulesSetup: Extension = [
  common, code, jsonc, lineNumbers(), bracketMatching(), closeBrackets(), autocompletion(),
  keymap.of([indentWithTab]),
];
