// node build.mjs OUT: compiles the style into OUT/public.css.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as sass from 'sass';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) throw new Error('usage: node build.mjs OUT');
const { css } = sass.compile(join(here, 'public.scss'), { style: 'compressed', loadPaths: [join(here, 'node_modules')], quietDeps: true });
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'public.css'), css);
