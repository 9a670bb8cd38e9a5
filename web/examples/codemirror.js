// <stet-editor> is CodeMirror with the adapter; `stet(gate)` is the extension for an editor of yours.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown } from "@codemirror/lang-markdown";
import { keymap } from "@codemirror/view";
import { createGate, openGate } from "stet";
import "stet/elements";
import { story } from "./story.js";

const editor = document.querySelector("stet-editor");
const panel = document.querySelector("stet-gate");
editor.extensions = [history(), markdown(), keymap.of([...defaultKeymap, ...historyKeymap])];
editor.value = story;
editor.gate = panel.gate = await openGate(createGate, "/rules/finance.json");
editor.addEventListener("stet-verdict", ({ detail }) => (panel.report = detail));
panel.addEventListener("stet-goto", ({ detail }) => editor.reveal(detail.from, detail.to));
