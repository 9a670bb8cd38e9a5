// rules/lists/afinn.json is what tools/afinn.mjs writes from the pinned packages, and has nothing in
// it that a newsroom would not print.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cuss } from "cuss";
import { isStale, writtenList } from "../../tools/afinn.mjs";
import { test } from "../testing/test.mjs";

const ratings = createRequire(import.meta.url)("afinn-165-financialmarketnews").afinn165FinancialMarketNews;
const text = await writtenList();
const { lists } = JSON.parse(text.replace(/^\/\/.*$/gm, ""));
const phrases = (list) => list.phrases.map((phrase) => (typeof phrase === "string" ? phrase : phrase.text));

test("the file is what the generator writes, with the package's licence", () => {
  assert.equal(isStale(text), false);
  assert.match(text, /^\/\/ \(The MIT License\)$/m);
  assert.match(text, /^\/\/ Copyright \(c\) 2016 Titus Wormer/m);
});

test("a file that was changed, or is missing, is told", ({ onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), "stet-afinn-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = pathToFileURL(join(folder, "afinn.json"));
  assert.equal(isStale(text, file), true);
  writeFileSync(file, text.replace('"delighted"', '"delight"'));
  assert.equal(isStale(text, file), true);
  writeFileSync(file, text);
  assert.equal(isStale(text, file), false);
});

test("strong words on their own side, weighed by their rating, each once", () => {
  for (const [name, side] of [["rated-good", 1], ["rated-bad", -1]]) {
    const list = lists[name];
    assert.equal(new Set(phrases(list)).size, list.phrases.length);
    for (const phrase of list.phrases) {
      const rating = ratings[phrase.text ?? phrase] * side;
      assert.ok(rating >= 3, JSON.stringify(phrase));
      assert.equal(phrase.weight ?? list.weight, rating / 5, JSON.stringify(phrase));
    }
  }
});

test("words of general news are in, profanity, insults and chat are not", () => {
  const all = new Set([...phrases(lists["rated-good"]), ...phrases(lists["rated-bad"])]);
  for (const word of ["delighted", "killed", "destroyed", "praised", "guilty"]) assert.ok(all.has(word), word);
  for (const word of ["lmao", "imbecile", "jackasses", "xoxo", "supreme"]) {
    assert.ok(word in ratings && !all.has(word), word);
  }
  assert.deepEqual([...all].filter((phrase) => phrase.split(" ").some((word) => cuss[word] > 0)), []);
});
