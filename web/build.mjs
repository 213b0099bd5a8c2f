// node build.mjs OUT: types of the interface from api/openapi.yaml, the application by Vite, and all of it packed into
// OUT/files.txt (one line a file: path, length, length as gzip) and OUT/files.bytes for the binary (src/staff).
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { writeTypes } from './types.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? 'dist');
await writeTypes();
await build({ root: here, configFile: join(here, 'vite.config.ts'), logLevel: 'warn', build: { outDir: join(out, 'dist') } });

const names = readdirSync(join(out, 'dist'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
const list = [];
const pieces = [];
for (const name of names) {
  const plain = readFileSync(name);
  const packed = name.endsWith('.woff2') ? Buffer.alloc(0) : gzipSync(plain, { level: 9 });
  const gzip = packed.length < plain.length ? packed : Buffer.alloc(0);
  list.push(`${name.slice(join(out, 'dist').length + 1)} ${plain.length} ${gzip.length}\n`);
  pieces.push(plain, gzip);
}
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'files.bytes'), Buffer.concat(pieces));
writeFileSync(join(out, 'files.txt'), list.join(''));
