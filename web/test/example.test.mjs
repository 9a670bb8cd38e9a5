// The example that docs/embedding.md shows.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { root } from "../testing/module.mjs";
import { test } from "../testing/test.mjs";

test("the example of the documentation runs", () => {
  const run = spawnSync(
    process.execPath,
    ["docs/examples/check.mjs", "rules/examples/boj-no-sources.md", "rules/examples/settlement-t1.md"],
    { cwd: root, encoding: "utf8" },
  );
  assert.equal(run.stderr, "");
  assert.equal(run.status, 0);
  assert.match(run.stdout, /^hold No independent source \[\n? *'no-independent-source'/);
  assert.match(run.stdout, /\npass Verified by 2 sources \[\]\n$/);
});
