// The plugin in an editor with the basic schema. TipTap takes it as it is: addProseMirrorPlugins.
import { baseKeymap } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { DOMParser } from "prosemirror-model";
import { schema } from "prosemirror-schema-basic";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { createGate, openGate } from "stet";
import { stet } from "stet/prosemirror";
import "stet/elements/gate";

const panel = document.querySelector("stet-gate");
const gate = await openGate(createGate, "/rules/finance.json");
panel.gate = gate;
const content = new window.DOMParser().parseFromString(
  `<h1>Harbour operator “Nordkai” may close two berths</h1>
  <p>Two of five berths <em>may</em> close, people familiar with the matter said.</p>
  <blockquote><p>"We have no spare quay," the harbour master said.</p></blockquote>
  <p>The cost is 💶 5.2bn.</p>`, "text/html").body;
const view = new EditorView(document.getElementById("story"), {
  attributes: { "aria-label": "Story" },
  state: EditorState.create({
    doc: DOMParser.fromSchema(schema).parse(content),
    plugins: [
      history(),
      keymap({ "Mod-z": undo, "Mod-y": redo }),
      keymap(baseKeymap),
      stet(gate, {
        fields: () => ({ author: [{ name: "Mara Lindqvist" }] }),
        onReport: (report) => (panel.report = report),
      }),
    ],
  }),
});
window.view = view; // for the curious, and for the test
