// Other checkers of text as a page loads them, each with one function: text in, how many findings
// out. Bundled by rivals.mjs for browsers; tools/bench --browser runs them on the texts that stet
// checks in the same run.
import { TextlintKernel } from '@textlint/kernel';
import markdown from '@textlint/textlint-plugin-markdown';
import { markdown as alex } from 'alex';
import { LocalLinter, createBinaryModuleFromUrl } from 'harper.js';
import commonMisspellings from 'textlint-rule-common-misspellings';
import maxComma from 'textlint-rule-max-comma';
import noTodo from 'textlint-rule-no-todo';
import sentenceLength from 'textlint-rule-sentence-length';
import unexpandedAcronym from 'textlint-rule-unexpanded-acronym';
import writeGood from 'write-good';

const kernel = new TextlintKernel();
const rules = Object.entries({ commonMisspellings, maxComma, noTodo, sentenceLength, unexpandedAcronym })
  .map(([ruleId, rule]) => ({ ruleId, rule: rule.default ?? rule }));
const options = {
  rules, ext: '.md', filePath: 'story.md',
  plugins: [{ pluginId: 'markdown', plugin: markdown.default ?? markdown }],
};
let harper;

export const rivals = {
  'write-good': async (text) => writeGood(text).length,
  alex: async (text) => alex(text).messages.length,
  textlint: async (text) => (await kernel.lintText(text, options)).messages.length,
  async 'harper.js'(text) {
    harper ??= new LocalLinter({ binary: createBinaryModuleFromUrl('/harper.wasm') });
    return (await harper.lint(text, { language: 'markdown' })).length;
  },
};
