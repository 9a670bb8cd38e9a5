// A check that traps in Node.js: its error names the rule it fails at.
import assert from "node:assert/strict";
import { createGate, TrapError } from "../dist/node.js";
import { complete, greedy, methodology, quick, text } from "../testing/failing.mjs";
import { methodology as shipped, wasmWithMemory } from "../testing/module.mjs";
import { test } from "../testing/test.mjs";

// The search for a rule ends after some seconds; here it has the time it takes.
performance.now = () => 0;

const wasm = wasmWithMemory(512);
const failure = (work) => work.then(() => assert.fail("expected a trap"), (error) => {
  assert.ok(error instanceof TrapError, String(error));
  return error;
});

for (const session of [false, true]) {
  test(`a rule that exhausts the memory is named, ${session ? "in a session" : "in a check"}`, async () => {
    const gate = await createGate({ methodology: methodology({ quick, greedy, last: quick }), wasm });
    const { rule, message } = await failure(session ? gate.open("").update(text) : gate.check(text));
    assert.equal(rule, "greedy");
    assert.match(message, /; it does with the rule 'greedy' alone$/);
    assert.equal((await gate.evaluate("1 + 1")).text, "2");
  });
}

test("among those of a desk, whatever they are made of", async () => {
  const { files } = shipped();
  const entry = "desk.json";
  files[entry] = JSON.stringify({ stet: 1, id: "desk", version: "1", extends: ["finance.json", "house-style-en.json"], rules: complete({ greedy }) });
  const gate = await createGate({ methodology: { entry, files }, wasm });
  assert.equal((await failure(gate.check(text))).rule, "greedy");
});

test("where it is no rule, that is said; without rules files nothing is", async () => {
  const large = { articleBody: ["A berth opened, the port said. ".repeat(300_000)] };
  const gate = await createGate({ methodology: methodology({ quick }), wasm });
  assert.match((await failure(gate.check(large))).message, /; it does with none of its rules$/);
  const restored = await createGate({ snapshot: await gate.snapshot(), wasm });
  assert.match((await failure(restored.check(large))).message, /^the engine [^;]*$/);
});

test("a gate that is disposed of looks for no rule", async () => {
  const gate = await createGate({ methodology: methodology({ greedy }), wasm });
  const late = failure(gate.check(text));
  gate.dispose();
  assert.equal((await late).rule, undefined);
});
