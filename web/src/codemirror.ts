// Live checks for CodeMirror 6. Marks are its own diagnostics, so themes, gutters and panels made
// for @codemirror/lint work as they are; when they are shown is ours.
import {
  type Action, type Diagnostic, forEachDiagnostic, linter, nextDiagnostic, previousDiagnostic,
  setDiagnostics, setDiagnosticsEffect,
} from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type { Gate } from "./api.js";
import { announce } from "./attachment.js";
import { addStyle, card, visible } from "./card.js";
import { Live, type LiveOptions } from "./live.js";
import type { Mark } from "./marks.js";

const severities = { block: "error", warn: "warning", note: "info" } as const;

/** A diagnostic as CodeMirror shows it. The document is the engine's input: story Markdown. */
export function diagnosticOf(mark: Mark): Diagnostic {
  return {
    from: mark.from,
    to: mark.to,
    severity: severities[mark.level],
    source: mark.rule,
    message: visible(mark.message),
    markClass: `stet-mark stet-mark-${mark.level}`,
    renderMessage: () => card({ ...mark, edits: [] }),
    actions: mark.edits.map(actionOf),
  };
}

function actionOf(edit: Mark["edits"][number]): Action {
  const { expected, replacement } = edit;
  return {
    name: replacement ? `Replace with “${visible(replacement, 40)}”` : "Remove",
    apply(view, from, to) {
      const found = rangeOf(view.state, expected, edit.from, from, to);
      if (!found) return;
      view.dispatch({ changes: { ...found, insert: replacement }, userEvent: "input.fix" });
      view.focus();
    },
  };
}

/** Where the text of an edit stands now; nothing when it was changed meanwhile. */
function rangeOf(state: EditorState, expected: string, was: number, from: number, to: number) {
  const at = (begin: number) => state.sliceDoc(begin, begin + expected.length) === expected;
  if (at(was)) return { from: was, to: was + expected.length };
  const within = state.sliceDoc(from, to).indexOf(expected);
  return within < 0 ? undefined : { from: from + within, to: from + within + expected.length };
}

/** Marks whose text changes go with the change; all others move along. */
const dropTouched = EditorState.transactionExtender.of((transaction) => {
  if (!transaction.docChanged) return null;
  const kept: Diagnostic[] = [];
  let dropped = false;
  forEachDiagnostic(transaction.startState, (diagnostic, from, to) => {
    if (transaction.changes.touchesRange(from, to)) dropped = true;
    else {
      const map = (at: number, side: number) => transaction.changes.mapPos(at, side);
      kept.push({ ...diagnostic, from: map(from, 1), to: map(to, -1) });
    }
  });
  return dropped ? { effects: setDiagnosticsEffect.of(kept) } : null;
});

/** Checks the document of a view while it is written; F8 and Shift-F8 go through the findings. */
export function stet(gate: Gate, options: LiveOptions = {}): Extension {
  const follow = ViewPlugin.fromClass(
    class {
      private readonly live: Live;
      constructor(view: EditorView) {
        addStyle(view.root as Document);
        const onReport: LiveOptions["onReport"] = (report) => {
          announce(view.dom, report);
          options.onReport?.(report);
        };
        this.live = new Live(gate, { ...options, onReport }, (marks, report) => {
          if (report.text !== view.state.doc.toString()) return;
          view.dispatch(setDiagnostics(view.state, marks.map(diagnosticOf)));
        });
        this.live.update(view.state.doc.toString());
      }
      update({ docChanged, selectionSet, focusChanged, view, state }: ViewUpdate): void {
        const caret = view.hasFocus ? state.selection.main.head : undefined;
        if (docChanged) this.live.update(state.doc.toString(), caret);
        else if (selectionSet || focusChanged) {
          // An update may not start another one.
          queueMicrotask(() => this.live.moved(caret));
        }
      }
      destroy(): void {
        this.live.close();
      }
    },
  );
  return [
    linter(null, { delay: options.delay ?? 250 }),
    dropTouched,
    follow,
    EditorView.theme({ ".cm-lintRange": { backgroundImage: "none" } }),
    keymap.of([{ key: "F8", run: nextDiagnostic, shift: previousDiagnostic }]),
  ];
}
