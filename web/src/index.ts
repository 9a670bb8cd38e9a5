// The public face of the package in browsers and workers; everything else is internal.
export { createGate } from "./browser.js";
export { openGate } from "./rules.js";
export * from "./public.js";
