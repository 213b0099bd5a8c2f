// Every schema of data/schema is a valid JSON Schema 2020-12, and every data file that ships says what its schema wants.
// A data file without a schema fails too: what ships can be checked by whoever reads it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { root } from '../binary.mjs';

const kDialect = 'https://json-schema.org/draft/2020-12/schema';
const kSchemas = join(root, 'data/schema');
const kMostShown = 5;

// Which schema a file follows, by its name without folder and endings.
const kFollows = {
  areas: 'area',
  arrivals: 'arrivals',
  calendar: 'calendar',
  points: 'point',
  procedures: 'procedure',
  'procedures-hanoi': 'procedure-overlay',
  serves: 'serves',
  units: 'unit',
};

const files = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((one) => one.isFile()).map((one) => join(one.parentPath ?? one.path, one.name));

const schemas = Object.fromEntries(files(kSchemas).filter((file) => file.endsWith('.schema.json'))
  .map((file) => [basename(file, '.schema.json'), JSON.parse(readFileSync(file, 'utf8'))]));

const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: false });
addFormats(ajv);
for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, schema.$id ?? `${name}.schema.json`);

/** [where, value] of each record of a file. */
function records(file) {
  const text = file.endsWith('.zst')
    ? execFileSync('zstd', ['-dcq', file], { encoding: 'utf8', maxBuffer: 1 << 30 }) : readFileSync(file, 'utf8');
  if (/\.json(\.zst)?$/.test(file)) return [['', JSON.parse(text)]];
  return text.split('\n').map((line, i) => [`line ${i + 1}`, line]).filter(([, line]) => line.trim() !== '')
    .map(([where, line]) => [where, JSON.parse(line)]);
}

test('there are schemas', () => assert.notEqual(Object.keys(schemas).length, 0));

for (const [name, schema] of Object.entries(schemas)) {
  test(`${name}.schema.json is a JSON Schema 2020-12 that says what may not be there`, () => {
    assert.equal(schema.$schema, kDialect);
    assert.ok(ajv.validateSchema(schema), JSON.stringify(ajv.errors));
    assert.equal(typeof ajv.getSchema(schema.$id ?? `${name}.schema.json`), 'function');
    assert.ok(schema.additionalProperties === false || schema.unevaluatedProperties === false, 'open to unknown members');
  });
}

const shipped = files(join(root, 'data')).filter((file) => /\.jsonl?(\.zst)?$/.test(file) && !file.startsWith(kSchemas));

test('there are data', () => assert.notEqual(shipped.length, 0));

for (const file of shipped) {
  test(`${relative(root, file)} conforms`, () => {
    const name = kFollows[basename(file).replace(/\.jsonl?(\.zst)?$/, '')];
    assert.ok(name && schemas[name], `no schema ${name ?? ''} for this file`);
    const validate = ajv.getSchema(schemas[name].$id ?? `${name}.schema.json`);
    const faults = [];
    let count = 0;
    for (const [where, value] of records(file)) {
      ++count;
      if (!validate(value)) faults.push(`${where}: ${ajv.errorsText(validate.errors)}`);
    }
    assert.notEqual(count, 0, 'empty');
    assert.deepEqual(faults.slice(0, kMostShown), [], `${faults.length} of ${count} do not conform`);
  });
}
