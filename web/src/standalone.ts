// For pages without a bundler: <stet-gate> and <stet-badge> with all they need in one file, beside
// worker.js and stet.wasm.
export { StetBadge } from "./elements/badge.js";
export { StetGate } from "./elements/gate.js";
export { createGate } from "./browser.js";
export { attachContentEditable } from "./contenteditable.js";
export { attachTextarea } from "./textarea.js";
export { openGate } from "./rules.js";
export * from "./public.js";
