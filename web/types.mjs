// Types of the REST interface, made from api/openapi.yaml into build/schema.ts; node types.mjs writes them.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const here = dirname(fileURLToPath(import.meta.url));
const onlyRequires = (part) => Object.keys(part).every((name) => name === 'required');

/** "This or that member is there" has no type in TypeScript and would make the whole one `unknown`. */
function transform(schema) {
  if (schema.anyOf?.every(onlyRequires)) delete schema.anyOf;
}

export async function writeTypes(from = join(here, '../api/openapi.yaml')) {
  const text = astToString(await openapiTS(pathToFileURL(from), { transform }));
  const to = join(here, 'build/schema.ts');
  mkdirSync(dirname(to), { recursive: true });
  try {
    if (readFileSync(to, 'utf8') === text) return;
  } catch {
    // not there yet
  }
  writeFileSync(`${to}.${process.pid}`, text);
  renameSync(`${to}.${process.pid}`, to); // two builds may do this at once
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeTypes(process.argv[2]);
