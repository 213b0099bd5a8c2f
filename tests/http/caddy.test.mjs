// The recipe of deploy/Caddyfile as it ships: TLS with a certificate of Caddy's own authority, which a client that knows the
// root trusts; signing in with the __Host- cookie; the client's address and scheme as the proxy says them. Skipped where there
// is no caddy.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, makeRecord, root, serve } from '../binary.mjs';
import { launch, visitor } from '../browser/browser.mjs';

const kWait = 20_000;
const hasCaddy = spawnSync('caddy', ['version']).status === 0;

describe('behind Caddy', { skip: hasCaddy ? false : 'no caddy here (apt-get install caddy)' }, () => {
  let record;
  let server;
  let caddy;
  let home;
  let port;
  let ca;

  before(async () => {
    record = makeRecord('sqlite');
    server = await serve(record, { flags: ['--trusted-proxy', '127.0.0.1', '--trusted-proxy', '::1'] });
    home = mkdtempSync(join(tmpdir(), 'motcua-caddy-'));
    port = await freePort();
    const env = {
      ...process.env,
      HOME: home,
      XDG_DATA_HOME: home,
      XDG_CONFIG_HOME: home,
      MOTCUA_SITE: 'localhost, 127.0.0.1',
      MOTCUA_UPSTREAM: `127.0.0.1:${server.port}`,
      MOTCUA_HTTP_PORT: String(await freePort()),
      MOTCUA_HTTPS_PORT: String(port),
    };
    let said = '';
    caddy = spawn('caddy', ['run', '--adapter', 'caddyfile', '--config', join(root, 'deploy/Caddyfile')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    caddy.stderr.on('data', (text) => (said += text));
    const certificate = join(home, 'caddy/pki/authorities/local/root.crt');
    for (const until = Date.now() + kWait; ; await sleep(50)) {
      if (caddy.exitCode !== null || Date.now() > until) throw new Error(`caddy does not serve: ${said}`);
      if (!existsSync(certificate)) continue;
      ca = readFileSync(certificate);
      if ((await ask('GET', '/api/v1/health').catch(() => null))?.status === 200) break;
    }
  });
  after(async () => {
    caddy?.kill('SIGTERM');
    await server?.stop();
    record?.remove();
    if (home) rmSync(home, { recursive: true, force: true });
  });

  /** Trusts the root and nothing else, as a counter's PC does. */
  function ask(method, path, { headers = {}, body, host = 'localhost', trusted = ca } = {}) {
    return new Promise((done, failed) => {
      const sent = request({ host, port, method, path, headers, ca: trusted }, (answer) => {
        let text = '';
        answer.on('data', (part) => (text += part));
        answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, text }));
      });
      sent.once('error', failed);
      sent.end(body);
    });
  }

  test('who does not know the root does not trust it', async () => {
    await assert.rejects(ask('GET', '/', { trusted: [] }), /certificate|issuer/);
  });

  test('a counter signs in with the __Host- cookie and stays signed in, by name and by address', async () => {
    for (const host of ['localhost', '127.0.0.1']) {
      const origin = `https://${host}:${port}`;
      const headers = { 'content-type': 'application/json', origin };
      const body = JSON.stringify({ account: 'counter', password: record.passwords.counter });
      const signedIn = await ask('POST', '/api/v1/session', { host, headers, body });
      assert.equal(signedIn.status, 200, signedIn.text);
      const [cookie] = signedIn.headers['set-cookie'];
      // What a browser asks of this prefix (RFC 6265bis §4.1.3.2).
      assert.match(cookie, /^__Host-motcua=[^;]+;.*\bSecure\b/);
      assert.match(cookie, /\bPath=\/(;|$)/);
      assert.doesNotMatch(cookie, /Domain=/i);
      const kept = { cookie: cookie.split(';')[0] };
      const mine = await ask('GET', '/api/v1/worklist', { host, headers: kept });
      assert.equal(mine.status, 200, mine.text);
      const out = await ask('DELETE', '/api/v1/session', { host, headers: { ...kept, origin } });
      assert.equal(out.status, 204, out.text);
      assert.equal((await ask('GET', '/api/v1/worklist', { host, headers: kept })).status, 401);
      const foreign = await ask('POST', '/api/v1/session', { host, headers: { ...headers, origin: 'https://elsewhere.example' }, body });
      assert.equal(foreign.status, 403);
    }
  });

  test('Chromium keeps the cookie and sends it', async () => {
    const browser = await launch();
    try {
      // Its store of roots is not ours to change, and the public pages let no script ask anything.
      const page = await visitor(browser, { ignoreHTTPSErrors: true, bypassCSP: true });
      await page.goto(`https://localhost:${port}/`);
      const password = record.passwords.counter;
      const statuses = await page.evaluate(async (secret) => {
        const headers = { 'content-type': 'application/json' };
        const body = JSON.stringify({ account: 'counter', password: secret });
        const signedIn = await fetch('/api/v1/session', { method: 'POST', headers, body });
        return [signedIn.status, (await fetch('/api/v1/worklist')).status];
      }, password);
      assert.deepEqual(statuses, [200, 200]);
      const [cookie] = await page.context().cookies();
      assert.deepEqual([cookie.name, cookie.secure, cookie.httpOnly], ['__Host-motcua', true, true]);
    } finally {
      await browser.close();
    }
  });

  test('the pages come over TLS only, and say so', async () => {
    const page = await ask('GET', '/');
    assert.equal(page.status, 200);
    assert.match(page.headers['strict-transport-security'], /max-age/);
    assert.match(page.text, /<html lang="vi"/);
  });
});
