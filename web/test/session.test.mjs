// Sessions: any sequence of edits ends where a check of the whole text ends; how texts differ.
import assert from "node:assert/strict";
import { createGate, marksOf, rangeOf } from "../dist/node.js";
import { examples, methodology } from "../testing/module.mjs";
import { test } from "../testing/test.mjs";

const now = "2026-11-20T12:00:00Z";

/** Numbers from a seed, so that a failure can be repeated. */
function* numbers(seed) {
  for (let state = seed >>> 0; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

const pieces = ["\ud83d", "\udcb6", "", "a", "\n\n", "Sources said", " [^reuters]", "5.2bn", "💶", "é", "## Key facts\n", '"'];

test("random edits: a session answers what a check of the whole text does", async () => {
  const gate = await createGate({ methodology: methodology() });
  for (const [seed, { bytes }] of examples().entries()) {
    const random = numbers(seed);
    const below = (count) => Math.floor(random.next().value * count);
    const session = gate.open(bytes.toString(), { now });
    for (let i = 0; i < 40; i++) {
      const from = below(session.text.length + 1);
      const to = Math.min(session.text.length, from + below(12));
      const insert = pieces[below(pieces.length)];
      const verdict = await session.edit([{ from, to, insert }]);
      const whole = await gate.check(session.text, { now, offsets: "utf-16" });
      assert.deepEqual(verdict, whole, `story ${seed}, edit ${i}`);
    }
    session.close();
  }
});

test("update sends what changed and never half a character", async () => {
  const gate = await createGate({ methodology: methodology() });
  const texts = ["", "a", "abc", "abXc", "b", "💶 1", "💷 1", "1 💶", "1 💷💶", "1 💶", "aa", "aaa", "a"];
  const session = gate.open("", { now });
  for (const text of texts) {
    await session.update(text);
    assert.equal(session.text, text);
    assert.deepEqual(await session.edit([]), await gate.check(text, { now, offsets: "utf-16" }));
  }
});

test("long texts: edits near and far, of little and of much, with characters of every length", async () => {
  const gate = await createGate({ methodology: methodology() });
  const random = numbers(7);
  const below = (count) => Math.floor(random.next().value * count);
  let text = "Sources said 💶 5.2bn “was paid”.\n\n".repeat(900);
  const session = gate.open(text, { now });
  for (let i = 0; i < 300; i++) {
    const from = below(text.length + 1);
    const to = Math.min(text.length, from + below(i % 20 === 0 ? 9000 : 12));
    const insert = pieces[below(pieces.length)].repeat(i % 30 === 0 ? 3000 : 1);
    text = text.slice(0, from) + insert + text.slice(to);
    if (i % 3 === 0) await session.update(text, "live");
    else await session.edit([{ from, to, insert }], "live");
    if (i % 50 === 0) assert.equal(session.text, text);
  }
  assert.equal(session.text, text);
  assert.deepEqual(await session.edit([]), await gate.check(text, { now, offsets: "utf-16" }));
});

test("a range outside the text is refused", async () => {
  const gate = await createGate({ methodology: methodology() });
  const session = gate.open("abc");
  await assert.rejects(session.edit([{ from: 2, to: 9, insert: "" }]), RangeError);
  session.close();
  await assert.rejects(session.edit([]), /closed/);
});

test("places become ranges of UTF-16, through any line and character", async () => {
  const text = "# “Tür” 💶 shuts\n\nLine one.\n\nIt is a 💶💶 rumour, sources said.\n";
  const gate = await createGate({ methodology: methodology() });
  const marks = marksOf(await gate.check(text, { now }), text, gate.about);
  const found = marks.filter(({ diagnostic }) => diagnostic.evidence);
  assert.ok(found.length > 0);
  for (const { from, to, diagnostic } of found) {
    assert.equal(text.slice(from, to), diagnostic.evidence);
  }
  const place = { line: 9, column_utf16: 1, end_line: 9, end_column_utf16: 4 };
  assert.deepEqual(rangeOf(place, "ab"), { from: 2, to: 2 }, "beyond the text: its end");
});

test("a gate says what its methodology is, and how the rules' own examples came out", async () => {
  const { about } = await createGate({ methodology: methodology(), tests: true });
  assert.deepEqual(about.decisions.map(({ id }) => id), ["pass", "mark", "hold", "reject"]);
  const rule = about.rules.find(({ id }) => id === "declared-impact");
  assert.equal(rule.file, "finance.json");
  assert.match(rule.why, /consequence/);
  assert.ok(about.tests.length > about.rules.length);
  assert.ok(about.tests.every(({ passed }) => passed));
});

test("an example that fails says where and why", async () => {
  const given = methodology();
  const files = { ...given.files };
  const text = files["finance.json"];
  files["finance.json"] = text.replace("declared_impact_gap > 2", "declared_impact_gap > 20");
  const { about } = await createGate({ methodology: { entry: given.entry, files }, tests: true });
  const failed = about.tests.filter(({ passed }) => !passed);
  assert.ok(failed.length > 0);
  for (const { rule, detail, file, place } of failed) {
    assert.equal(rule, "declared-impact");
    assert.match(detail, /^expected fires, found silent/);
    assert.equal(file, "finance.json");
    assert.ok(place.line > 1);
  }
});
