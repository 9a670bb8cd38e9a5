// The plugin of ProseMirror as an extension of TipTap.
import { Editor, Extension } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { createGate, openGate } from "stet";
import { stet } from "stet/prosemirror";
import "stet/elements/gate";

const panel = document.querySelector("stet-gate");
const gate = await openGate(createGate, "/rules/finance.json");
panel.gate = gate;
const plugin = stet(gate, {
  fields: () => ({ author: [{ name: "Mara Lindqvist" }] }),
  onReport: (report) => (panel.report = report),
});
window.editor = new Editor({
  element: document.getElementById("story"),
  injectCSS: false, // a strict policy forbids it
  editorProps: { attributes: { "aria-label": "Story" } },
  extensions: [
    StarterKit,
    Extension.create({ name: "stet", addProseMirrorPlugins: () => [plugin] }),
  ],
  content: `<h1>Harbour operator “Nordkai” may close two berths</h1>
    <p>Two of five berths <em>may</em> close, people familiar with the matter said.</p>
    <ul><li><p>The harbour master admitted a delay, sources said.</p></li></ul>
    <p>The cost is 💶 5.2bn.</p>`,
});
