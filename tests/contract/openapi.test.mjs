// The interface against itself: every example fits its schema, and every operation says enough to be tested.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../binary.mjs';
import { answersOf, api, faultsOfBody, operations } from './openapi.mjs';

// Examples that are wrong on purpose are wrong by a rule, never by their schema, so all of them are checked.
for (const operation of Object.values(operations)) {
  test(`${operation.id}: examples fit their schemas`, () => {
    for (const [name, example] of Object.entries(operation.body ?? {})) {
      assert.deepEqual(faultsOfBody(operation, example.value), [], name);
    }
    for (const { status, media, examples, faults } of answersOf(operation)) {
      assert.notEqual(Object.keys(examples).length, 0, `${status} ${media} has no example`);
      for (const [name, value] of Object.entries(examples)) assert.deepEqual(faults(value), [], `${status} ${name}`);
    }
  });
}

test('an operation is open to all or names its roles, and a POST that does something but sign in honours Idempotency-Key', () => {
  for (const { id, open, roles, method, parameters, said } of Object.values(operations)) {
    assert.ok(open || roles.length > 0, id);
    const keyed = parameters.some((one) => one.name === 'Idempotency-Key');
    assert.equal(keyed, method === 'post' && id !== 'sign_in' && !said['x-asks-only'], id);
  }
});

test('a problem code belongs to one status, and the examples of problems use their own', () => {
  const all = Object.values(api.components['x-problem-codes']).flat();
  assert.equal(new Set(all).size, all.length);
  for (const operation of Object.values(operations)) {
    for (const { status, media, examples } of answersOf(operation)) {
      if (media !== 'application/problem+json') continue;
      for (const value of Object.values(examples)) {
        assert.ok(api.components['x-problem-codes'][status].includes(value.code), `${operation.id} ${value.code}`);
      }
    }
  }
});

test('every code of the interface has its sentences in the program, with the same status', () => {
  const folder = join(root, 'src/words');
  const texts = readdirSync(folder).filter((name) => /^refusals_.*\.cc$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8')).join('');
  const written = new Map([...texts.matchAll(/\{\s*"([a-z0-9_]+)",\s*(\d{3})\s*,/g)].map(([, code, status]) => [code, status]));
  const differing = Object.entries(api.components['x-problem-codes'])
    .flatMap(([status, codes]) => codes.map((code) => [code, status]))
    .filter(([code, status]) => written.get(code) !== status);
  assert.deepEqual(differing, []);
  assert.deepEqual(api.components['x-warning-codes'].filter((code) => !written.has(code)), []);
});
