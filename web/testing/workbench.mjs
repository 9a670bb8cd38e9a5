// What tests of the workbench share: the built pages on a server, and a browser, for all of a file.
import { join } from "node:path";
import { launch, serve, skip } from "./browser.mjs";
import { root } from "./module.mjs";
import { afterAll, beforeAll } from "./test.mjs";

/** They are there once the first test runs. */
export function workbench() {
  const there = { site: undefined, browser: undefined };
  beforeAll(async () => {
    if (skip) return;
    there.site = await serve({ mounts: { "/": join(root, "build/workbench") } });
    there.browser = await launch();
  });
  afterAll(async () => {
    await there.browser?.close();
    there.site?.close();
  });
  return there;
}
