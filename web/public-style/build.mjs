// node build.mjs OUT: compiles the style into OUT/public.css and the script into OUT/public.js.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import * as sass from 'sass';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) throw new Error('usage: node build.mjs OUT');
const { css } = sass.compile(join(here, 'public.scss'), { style: 'compressed', loadPaths: [join(here, 'node_modules')], quietDeps: true });
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'public.css'), css);
esbuild.buildSync({
  entryPoints: [join(here, 'public.mjs')], outfile: join(out, 'public.js'), bundle: true, minify: true, format: 'iife', target: 'es2020',
});
