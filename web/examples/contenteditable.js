// The adapter and the panel, each on its own; the other fields come from the page's form.
import { createGate, openGate } from "stet";
import { attachContentEditable } from "stet/contenteditable";
import "stet/elements/gate";

const panel = document.querySelector("stet-gate");
const gate = await openGate(createGate, "/rules/finance.json");
panel.gate = gate;
const fields = () => ({
  author: [{ name: "Mara Lindqvist" }],
  sources: [{ id: "wire", publisher: "North Wire", kind: "wire" }],
});
const onReport = (report) => (panel.report = report);
const story = document.getElementById("story");
const attached = attachContentEditable(story, gate, { fields, onReport });
panel.addEventListener("stet-goto", ({ detail }) => attached.reveal(detail.from, detail.to));
