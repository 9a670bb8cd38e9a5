// All elements, registered by importing this.
export { StetBadge } from "./badge.js";
export { StetEditor } from "./editor.js";
export { StetGate } from "./gate.js";
