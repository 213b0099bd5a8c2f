// The numbers of tests/data/phones.json with the verdict of libphonenumber-js (its full metadata), the oracle of our own
// table of the Vietnamese numbering plan (src/dossier/phone.cc, whose unit test reads the same file). This test makes
// the numbers anew and asks the oracle again, so that the file cannot drift from either.
// `node phone.test.mjs --write` writes the file; do so, and look at the difference, when the oracle has a new version.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import parsePhoneNumber from 'libphonenumber-js/max';
import { root } from '../binary.mjs';

const kFile = join(root, 'tests/data/phones.json');
const kVectors = JSON.parse(readFileSync(join(root, 'tests/data/vn-vectors.json'), 'utf8'));

/** xorshift32: the same numbers on every machine. */
function chance(seed) {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const digits = (next, count) => Array.from({ length: count }, () => next(10)).join('');

/** Every way that a national number (without the 0) is commonly written. */
const kWritten = [
  (n) => `0${n}`,
  (n) => `+84${n}`,
  (n) => `0${n.slice(0, 2)} ${n.slice(2, 5)} ${n.slice(5)}`,
  (n) => `+84 ${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}`,
  (n) => `0${n.slice(0, 3)}.${n.slice(3, 6)}.${n.slice(6)}`,
  (n) => `(0${n.slice(0, 2)}) ${n.slice(2, 6)}-${n.slice(6)}`,
  (n) => `0084${n}`,
];

/** Each three-digit beginning with 8 to 10 digits, as 0… once and in one of the other ways once. */
function inputs() {
  const next = chance(20250701);
  const made = [...kVectors.phone.valid.map((one) => one.in), ...kVectors.phone.invalid];
  for (let beginning = 100; beginning <= 999; beginning++) {
    for (const length of [9, 10, beginning < 200 ? 8 : 9]) {
      const national = `${beginning}${digits(next, length - 3)}`;
      made.push(kWritten[0](national), kWritten[1 + next(kWritten.length - 1)](national));
    }
  }
  for (const service of ['1800', '1900']) {
    for (let length = 3; length <= 7; length++) made.push(`${service}${digits(next, length)}`);
  }
  for (let length = 1; length <= 7; length++) made.push(`09${digits(next, length)}`, `024${digits(next, length)}`);
  return [...new Set(made)];
}

function verdict(text) {
  const number = parsePhoneNumber(text, 'VN');
  const valid = number !== undefined && number.country === 'VN' && number.isValid();
  return valid ? { in: text, valid, e164: number.number } : { in: text, valid };
}

const judged = inputs().map(verdict);

if (process.argv.includes('--write')) {
  writeFileSync(kFile, `[\n${judged.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`);
} else {
  test('the file holds the oracle\'s verdicts', () => {
    assert.deepEqual(JSON.parse(readFileSync(kFile, 'utf8')), judged);
  });

  test('the oracle agrees with the vectors', () => {
    for (const one of kVectors.phone.valid) assert.deepEqual(verdict(one.in), { in: one.in, valid: true, e164: one.e164 });
    for (const text of kVectors.phone.invalid) assert.equal(verdict(text).valid, false, text);
  });

  test('the numbers are worth asking: thousands of both kinds, in every way of writing', () => {
    const valid = judged.filter((one) => one.valid).length;
    assert.ok(valid > 800 && judged.length - valid > 800, `${valid} of ${judged.length}`);
    for (const form of [/^0\d+$/, /^\+84\d+$/, /^\+84 /, /\./, /^\(/, /^0084/]) assert.ok(judged.some((one) => one.valid && form.test(one.in)), String(form));
  });
}
