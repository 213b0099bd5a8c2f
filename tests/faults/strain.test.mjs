// Too little of what the program lives on: a disk whose fsync takes 10 ms longer, descriptors that run out. Clear
// refusals, nothing acknowledged is lost, and it works again when the cause is gone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { engines, makeRecord, serve } from '../binary.mjs';
import { Desk, onRecord } from './desk.mjs';
import { noPostgres, Postgres } from './postgres.mjs';

const kClients = 16;
const kIntakes = 10; // of each client
const kSlower = 10; // ms

/** Every client takes in dossier after dossier; gives back the answers and how long each took, in ms. */
async function load(desk) {
  const answers = [];
  const client = async () => {
    for (let i = 0; i < kIntakes; i++) {
      const from = performance.now();
      const { status, headers, body } = await desk.takeIn();
      answers.push({ status, code: body.code, after: headers.get('retry-after'), took: performance.now() - from });
    }
  };
  await Promise.all(Array.from({ length: kClients }, client));
  return answers;
}

function middle(answers) {
  return answers.map((one) => one.took).sort((a, b) => a - b)[answers.length >> 1];
}

describe(`an fsync that takes ${kSlower} ms longer`, () => {
  let folder, shim, slow;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'motcua-shim-'));
    shim = join(folder, 'slow_fsync.so');
    execFileSync('g++', ['-O2', '-shared', '-fPIC', '-o', shim, fileURLToPath(new URL('slow_fsync.cc', import.meta.url))]);
    const sanitizer = `ASAN_OPTIONS=verify_asan_link_order=0:${process.env.ASAN_OPTIONS ?? ''}`;
    slow = ['env', sanitizer, `LD_PRELOAD=${shim}`, `MOTCUA_SLOW_FSYNC_MS=${kSlower}`];
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('SQLite: all is acknowledged, none is lost', async (t) => {
    await onRecord(makeRecord('sqlite'), async (desk) => {
      const slowly = await load(desk);
      assert.deepEqual([...new Set(slowly.map((one) => one.status))], [201]);
      assert.ok(Math.min(...slowly.map((one) => one.took)) >= kSlower, 'the shim did nothing: an answer came before its fsync');
      await desk.hold();
      await desk.close();
      desk.server = await serve(desk.record);
      const swiftly = await load(desk);
      assert.deepEqual([...new Set(swiftly.map((one) => one.status))], [201]);
      t.diagnostic(`${kClients} clients: half of the intakes within ${middle(slowly).toFixed(0)} ms, without it ${middle(swiftly).toFixed(0)} ms`);
      await desk.hold();
    }, { within: slow });
  });

  test('SQLite, and a queue that is too short: 503 with when to come again, and what was taken stays', async () => {
    await onRecord(makeRecord('sqlite'), async (desk) => {
      const answers = await load(desk);
      const refused = answers.filter((one) => one.status !== 201);
      assert.ok(refused.length > 0, 'the queue was never full');
      assert.ok(refused.length < answers.length, 'nothing was taken');
      for (const one of refused) {
        assert.deepEqual([one.status, one.code], [503, 'queue_full']);
        assert.match(one.after ?? '', /^\d+$/);
      }
      await desk.hold();
    }, { within: [...slow, `MOTCUA_SLOW_FSYNC_MS=${10 * kSlower}`], flags: ['--writer-queue', '1'] });
  });

  test('PostgreSQL: the same when its disk is slow', { skip: noPostgres() ?? false }, async (t) => {
    const postgres = await Postgres.make({ LD_PRELOAD: shim, MOTCUA_SLOW_FSYNC_MS: String(kSlower) });
    try {
      await onRecord(makeRecord('postgres', { server: postgres.server }), async (desk) => {
        const answers = await load(desk);
        assert.deepEqual([...new Set(answers.map((one) => one.status))], [201]);
        t.diagnostic(`${kClients} clients: half of the intakes within ${middle(answers).toFixed(0)} ms`);
        await desk.hold();
      });
    } finally {
      await postgres.remove();
    }
  });
});

describe('too few descriptors', () => {
  const kDescriptors = 80; // half of them for connections, half of those for one address
  const kRoom = kDescriptors / 4;

  /** Connections that say nothing; gives back how many were turned away with a 503, and how the others leave. */
  async function crowd(port, many) {
    const sockets = [];
    let away = 0;
    for (let i = 0; i < many; i++) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {}).on('data', (bytes) => (away += String(bytes).startsWith('HTTP/1.1 503') ? 1 : 0));
      sockets.push(socket);
      await new Promise((done) => socket.once('connect', done).once('error', done));
    }
    await sleep(200);
    return { away: () => away, leave: () => sockets.forEach((socket) => socket.destroy()) };
  }

  for (const engine of engines) {
    test(`on ${engine}: who is in goes on, who comes is turned away, and there is room when others leave`, async () => {
      const few = ['bash', '-c', 'ulimit -n "$1"; shift; exec "$@"', 'few', String(kDescriptors)];
      await onRecord(makeRecord(engine), async (desk) => {
        assert.match(desk.server.said(), new RegExp(`only ${kDescriptors} descriptors are allowed: ${kDescriptors / 2} connections`));
        assert.equal((await desk.takeIn()).status, 201);
        const { away, leave } = await crowd(desk.server.port, 2 * kDescriptors);
        assert.ok(away() >= 2 * kDescriptors - kRoom, `${away()} of ${2 * kDescriptors} were turned away`);
        const large = { answers: Object.fromEntries([...Array(40).keys()].map((i) => [`a${i}`, 'w'.repeat(9000)])) };
        assert.equal((await desk.takeIn(randomUUID(), large)).status, 201, 'who is in goes on, and the record finds a descriptor for its file');
        leave();
        await desk.recovered();
        await desk.hold();
        assert.doesNotMatch(desk.server.said(), /could not be accepted/);
      }, { within: few });
    });
  }
});
