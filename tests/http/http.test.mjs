// The HTTP edge of the release binary: what every answer carries, limits, a full queue, and how it stops.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { binary, makeRecord, serve, signIn } from '../binary.mjs';
import { operations } from '../contract/openapi.mjs';

const kStopsWithin = 5000; // promised
const kSlack = 1500; // for a machine that does other things too
const kProcedure = '1.001193';
const kMostRounds = 30;
const kAtOnce = 200;

/** One request on a connection of its own: {status, headers, body as bytes}. */
function ask(base, path, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((done, failed) => {
    const asked = request(new URL(path, base), { method, headers, agent: false }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    });
    asked.on('error', failed);
    asked.end(body);
  });
}

/** A connection that speaks bytes. `said(text)` waits until that has come, `ended` until the other side is done. */
async function open(base) {
  const { port } = new URL(base);
  const socket = connect(Number(port), '127.0.0.1');
  await new Promise((done, failed) => socket.once('connect', done).once('error', failed));
  let heard = '';
  let closed = false;
  let wake = () => {};
  socket.on('data', (bytes) => { heard += bytes; wake(); });
  socket.on('error', () => {}); // 'close' follows
  const ended = new Promise((done) => socket.once('close', () => { closed = true; wake(); done(); }));
  const said = async (text) => {
    while (!heard.includes(text)) {
      assert.ok(!closed, `ended before it said ${text}: ${heard}`);
      await new Promise((done) => (wake = done));
    }
  };
  return { write: (text) => socket.write(text), said, ended, heard: () => heard, leave: () => socket.destroy() };
}

async function accepts(base) {
  try {
    (await open(base)).leave();
    return true;
  } catch {
    return false;
  }
}

async function publish(base, record) {
  const { token } = await signIn(base, record, 'controller');
  const answer = await fetch(`${base}/api/v1/procedures/${kProcedure}/versions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(operations.publish_procedure.body.birth.value),
  });
  assert.equal(answer.status, 201, await answer.text());
}

/** What the counter sends to take a dossier in. */
async function intake(base, record) {
  const counter = await signIn(base, record, 'counter');
  const head = await signIn(base, record, 'head');
  return {
    headers: { authorization: `Bearer ${counter.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...operations.take_in.body.warned.value, point: counter.point, place: { unit: head.unit } }),
    reader: { authorization: `Bearer ${head.token}` },
  };
}

function signInRequest(record, more = '') {
  const body = JSON.stringify({ account: 'counter', password: record.passwords.counter });
  const head = 'POST /api/v1/session HTTP/1.1\r\nHost: ward\r\nContent-Type: application/json\r\n';
  return { head: `${head}Content-Length: ${Buffer.byteLength(body)}\r\n${more}\r\n`, body };
}

describe('a server with small limits behind a proxy', () => {
  let record, server;
  before(async () => {
    record = makeRecord('sqlite');
    server = await serve(record, { flags: ['--header-bytes', '2048', '--body-bytes', '8192', '--trusted-proxy', '127.0.0.1'] });
  });
  after(async () => {
    await server?.stop();
    record?.remove();
  });

  const protection = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    server: 'motcua',
  };
  const json = { 'content-type': 'application/json' };
  const answers = {
    'health': [200, '/health'],
    'health of the interface': [200, '/api/v1/health'],
    'problem 401': [401, '/api/v1/session'],
    'problem 400': [400, '/api/v1/health?a=%zz'],
    'not found': [404, '/nowhere'],
    'method not allowed': [405, '/api/v1/health', { method: 'DELETE' }],
    'body too large': [413, '/api/v1/session', { method: 'POST', headers: json, body: 'x'.repeat(8193) }],
    'body too large in chunks': [413, '/api/v1/session', { method: 'POST', headers: { ...json, 'transfer-encoding': 'chunked' }, body: 'x'.repeat(8193) }],
    'header too large': [431, '/api/v1/health', { headers: { 'x-long': 'x'.repeat(3000) } }],
  };
  for (const [name, [status, path, asked]] of Object.entries(answers)) {
    test(`every answer is protected: ${name}`, async () => {
      const answer = await ask(server.base, path, asked);
      assert.equal(answer.status, status, answer.body.toString());
      for (const [field, value] of Object.entries(protection)) assert.equal(answer.headers[field], value, field);
      assert.match(answer.headers['permissions-policy'], /camera=\(\).*geolocation=\(\).*microphone=\(\)/);
      assert.equal(answer.headers['x-powered-by'], undefined);
      if (status >= 400) assert.equal(answer.headers['content-type'], 'application/problem+json');
    });
  }

  test('who waits for what never comes does not hold the others up', async () => {
    const done = [];
    const far = { 'motcua-position': '9000000000000000000' };
    const waiting = Array.from({ length: 20 }, async () => {
      const answer = await ask(server.base, '/api/v1/health', { headers: far });
      done.push('far');
      assert.deepEqual([answer.status, JSON.parse(answer.body).code], [503, 'lagging']);
      assert.ok(answer.headers['retry-after']);
    });
    const near = Array.from({ length: 20 }, async () => {
      assert.equal((await ask(server.base, '/api/v1/health')).status, 200);
      done.push('near');
    });
    await Promise.all([...waiting, ...near]);
    assert.equal(done.at(-1), 'far', 'the last to be answered is one that waited');
  });

  test('an answer over TLS says that it stays so', async () => {
    const secure = await ask(server.base, '/health', { headers: { 'x-forwarded-proto': 'https' } });
    assert.match(secure.headers['strict-transport-security'], /^max-age=\d{8}$/);
    assert.equal((await ask(server.base, '/health')).headers['strict-transport-security'], undefined);
  });

  test('gzip carries the same bytes, and never a secret', async () => {
    await publish(server.base, record);
    const { headers, body, reader } = await intake(server.base, record);
    const gzip = { 'accept-encoding': 'gzip' };
    const taken = await ask(server.base, '/api/v1/dossiers', { method: 'POST', headers: { ...headers, ...gzip }, body });
    assert.equal(taken.status, 201, taken.body.toString());
    assert.ok(taken.body.length >= 1024, 'long enough to be worth it');
    assert.equal(taken.headers['content-encoding'], undefined);
    const path = `/api/v1/dossiers/${JSON.parse(taken.body).code}`;
    const plain = await ask(server.base, path, { headers: reader });
    const squeezed = await ask(server.base, path, { headers: { ...reader, ...gzip } });
    const refused = await ask(server.base, path, { headers: { ...reader, 'accept-encoding': 'gzip;q=0' } });
    assert.equal(squeezed.headers['content-encoding'], 'gzip');
    assert.ok(squeezed.body.length < plain.body.length);
    assert.deepEqual(gunzipSync(squeezed.body), plain.body);
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.deepEqual(refused.body, plain.body);
    for (const answer of [plain, squeezed]) assert.equal(answer.headers.vary, 'Accept-Encoding');
    assert.equal(squeezed.headers.etag, plain.headers.etag, 'the version, whatever carries it');
  });
});

describe('a full queue', () => {
  test('who cannot be taken is told so, and whoever was acknowledged is there', async () => {
    const record = makeRecord('sqlite');
    const server = await serve(record, { flags: ['--writer-queue', '1'] });
    try {
      await publish(server.base, record);
      const { headers, body, reader } = await intake(server.base, record);
      const codes = [];
      let refused = 0;
      for (let round = 0; round < kMostRounds && refused === 0; round++) {
        await Promise.all(Array.from({ length: kAtOnce }, async () => {
          const answer = await ask(server.base, '/api/v1/dossiers', { method: 'POST', headers: { ...headers, 'idempotency-key': randomUUID() }, body });
          const said = JSON.parse(answer.body);
          if (answer.status === 201) return codes.push(said.code);
          assert.deepEqual([answer.status, said.code], [503, 'queue_full']);
          assert.match(answer.headers['retry-after'], /^[1-9]\d*$/);
          refused += 1;
        }));
      }
      assert.ok(refused > 0, `${codes.length} were taken and none refused`);
      assert.ok(codes.length > 0);
      assert.equal(new Set(codes).size, codes.length);
      for (const code of codes) assert.equal((await ask(server.base, `/api/v1/dossiers/${code}`, { headers: reader })).status, 200, code);
    } finally {
      await server.stop();
      record.remove();
    }
  });
});

describe('SIGTERM', () => {
  /** Stops a server while `during` goes on; it must end well, and in time. */
  async function stopping(during) {
    const record = makeRecord('sqlite');
    const server = await serve(record);
    try {
      const go = await during(server, record);
      const began = Date.now();
      const stopped = server.stop('SIGTERM');
      while (await accepts(server.base)) await sleep(5);
      await go?.();
      const { code } = await stopped;
      assert.equal(code, 0, server.said());
      assert.ok(Date.now() - began <= kStopsWithin + kSlack, `took ${Date.now() - began} ms`);
    } finally {
      await server.stop('SIGKILL');
      record.remove();
    }
  }

  test('what is under way is answered', () => stopping(async (server, record) => {
    const idle = await open(server.base);
    idle.write('GET /health HTTP/1.1\r\nHost: ward\r\n\r\n');
    await idle.said('\r\n\r\n');
    const client = await open(server.base);
    const { head, body } = signInRequest(record, 'Expect: 100-continue\r\n');
    client.write(head);
    await client.said('100 Continue'); // now it is in flight
    return async () => {
      await idle.ended;
      client.write(body.slice(0, 10));
      await sleep(100);
      client.write(body.slice(10));
      await client.said('HTTP/1.1 200 ');
      await client.said('Connection: close');
      await client.said('"token"');
      await client.ended;
    };
  }));

  test('who never ends does not hold it', () => stopping(async (server, record) => {
    for (let i = 0; i < 20; i++) {
      const client = await open(server.base);
      const { head, body } = signInRequest(record, 'Expect: 100-continue\r\n');
      client.write(i % 2 ? head : head.slice(0, 30));
      if (i % 2) {
        await client.said('100 Continue');
        client.write(body.slice(0, 10));
      }
    }
  }));
});

test('flags that make no sense are refused', () => {
  for (const flags of [['--trusted-proxy', 'localhost'], ['--trusted-proxy', '10.0.0.0/33'], ['--header-seconds', '0'],
    ['--most-connections', '0'], ['--header-bytes', '10'], ['--body-bytes', '-1'], ['--pool-threads', '0'], ['--writer-queue', '0']]) {
    const { status, stderr } = spawnSync(binary, ['serve', '--data', '/nonexistent/motcua', ...flags], { encoding: 'utf8' });
    assert.equal(status, 2, `${flags.join(' ')}: ${stderr}`);
  }
});
