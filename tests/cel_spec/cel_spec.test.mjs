// npm's copy of CEL's official tests through the native program.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const stet = process.env.STET ?? fileURLToPath(new URL('../../build/release/stet', import.meta.url));
const suite = new URL('../../../shared/data/cel/conformance.json', import.meta.url);
const installed = existsSync(new URL('node_modules', import.meta.url));
const skip = !installed && 'not installed: npm ci --prefix tests/cel_spec';

test('npm\'s copy of the official suite passes', { skip }, async () => {
  const { conformanceTests } = await import('./convert.mjs');
  const input = JSON.stringify(conformanceTests());
  const ran = spawnSync(stet, ['cel', '--conformance', '-'], { input, encoding: 'utf8' });
  console.log(ran.stdout);
  assert.equal(ran.status, 0, ran.stderr);
  assert.equal(ran.stdout.trimEnd().split('\n').at(-1), '1668 passed, 0 failed, 676 skipped');
});

test('both copies of the suite say the same', { skip: skip || (!existsSync(suite) && 'no ../shared') }, async () => {
  const { conformanceTests } = await import('./convert.mjs');
  const key = ({ id, expr }) => `${id.replace(/#\d+$/, '').replace(/^[^/]+/, (file) => file.replace('type_deductions', 'type_deduction'))} ${expr}`;
  const other = new Map(JSON.parse(readFileSync(suite, 'utf8')).map((t) => [key(t), t]));
  /** Doubles are compared as numbers: 1e+21 may be written in several ways. */
  const meaning = ({ bindings, type_env, container, disable_check, check_only, expect }) => {
    const wanted = expect.error || expect.any_error ? 'error' : [expect.type, expect.value];
    const parts = JSON.parse(JSON.stringify([bindings, type_env, container, disable_check, check_only, wanted]));
    return JSON.stringify(parts, (name, value) => (name === 'double' ? Number(value) : value));
  };
  let compared = 0;
  for (const mine of conformanceTests()) {
    const theirs = other.get(key(mine));
    assert.ok(theirs, `found no ${key(mine)}`);
    assert.equal(Boolean(mine.needs_proto), Boolean(theirs.needs_proto), mine.id);
    if (mine.needs_proto) continue;
    assert.equal(meaning(mine), meaning(theirs), mine.id);
    compared++;
  }
  assert.equal(compared, 1668);
});
