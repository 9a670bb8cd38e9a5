// Types for require(): the same package, seen from CommonJS.
declare const api: typeof import("./node.js", { with: { "resolution-mode": "import" } });
export = api;
