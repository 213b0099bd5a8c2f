// The stateful search of stateful.mjs with a fixed seed, so that a build fails by what changed and not by chance;
// MOTCUA_FUZZ_SEED and MOTCUA_FUZZ_REQUESTS search elsewhere and longer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines } from '../binary.mjs';
import { operations } from '../contract/openapi.mjs';
import { fuzzRest } from './stateful.mjs';

const requests = Number(process.env.MOTCUA_FUZZ_REQUESTS ?? 1500);
const seed = Number(process.env.MOTCUA_FUZZ_SEED ?? 20261128);

for (const engine of engines) {
  test(`${requests} requests on ${engine} from seed ${seed}: no failure, nothing unsaid, no canary outside its rights`, async (t) => {
    const seen = await fuzzRest({ engine, requests, seed });
    t.diagnostic(`${seen.sent} requests in ${seen.runs} runs, slowest ${seen.slowest_ms} ms`);
    for (const id of Object.keys(operations)) assert.ok(seen.answered[id], `${id} was never sent`);
    const good = Object.entries(seen.answered).filter(([, statuses]) => Object.keys(statuses).some((one) => one < 300)).map(([id]) => id);
    assert.ok(good.length >= Object.keys(operations).length - 2, `only ${good} ever succeeded`);
  });
}
