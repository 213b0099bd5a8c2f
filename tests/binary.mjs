// Starts the release binary on a record of its own, for tests from outside. One engine per call: "sqlite" keeps the
// record in a fresh folder; "postgres" makes a database of its own on the server that MOTCUA_TEST_POSTGRES names (the
// URL of a database from which others may be created) and drops it at the end.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

export const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
export const binary = resolve(process.env.MOTCUA_BINARY ?? join(root, 'build/release/motcua'));
export const engines = process.env.MOTCUA_TEST_POSTGRES ? ['sqlite', 'postgres'] : ['sqlite'];

export function psql(database, sql) {
  execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', database, '-c', sql]);
}

export function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** The shipped data and the demo accounts, set up once for each place of this process; every record begins as a copy. */
const begun = new Map();

function beginning(engine, server) {
  const place = engine === 'postgres' ? server : engine;
  if (!begun.has(place)) begun.set(place, setUp(engine, server));
  return begun.get(place);
}

function setUp(engine, server) {
  const made = emptyPlace(engine, server);
  process.once('exit', () => {
    try {
      made.remove();
    } catch {
      // a server of the test's own has gone with its databases
    }
  });
  const printed = execFileSync(binary, ['setup', ...made.where], { encoding: 'utf8', maxBuffer: 1 << 24 });
  const accounts = [...printed.matchAll(/^demo (\S+) (\S+)$/gm)].map(([, account, password]) => [account, password]);
  return { ...made, passwords: Object.fromEntries(accounts) };
}

function emptyPlace(engine, server, from) {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-'));
  if (from) cpSync(from.folder, folder, { recursive: true });
  const where = ['--data', folder];
  let drop = () => {};
  let name;
  if (engine === 'postgres') {
    name = `motcua_test_${process.pid}_${randomBytes(3).toString('hex')}`;
    psql(server, `CREATE DATABASE ${name}${from ? ` TEMPLATE ${from.name}` : ''}`);
    drop = () => psql(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    where.push('--database', url.href);
  }
  const remove = () => {
    drop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, name, where, remove };
}

/** A record with its accounts: arguments that name it, passwords by account, and how to take it away. */
export function makeRecord(engine, { server = process.env.MOTCUA_TEST_POSTGRES } = {}) {
  if (!existsSync(binary)) throw new Error(`no binary at ${binary}: build it first (./dev build) or set MOTCUA_BINARY`);
  if (engine === 'postgres' && !server) throw new Error('set MOTCUA_TEST_POSTGRES');
  const from = beginning(engine, server);
  const { where, remove } = emptyPlace(engine, server, from);
  return { where, passwords: { ...from.passwords }, remove };
}

/** Runs a subcommand on the record and gives back what it printed; throws when it failed. */
export function run(record, ...command) {
  return execFileSync(binary, [...command, ...record.where], { encoding: 'utf8', maxBuffer: 1 << 26 });
}

/**
 * Serves the record, with more flags if they are given, and waits until it is healthy; `within` is a command that runs
 * the program, e.g. in a namespace.
 */
export async function serve(record, { seconds = 60, flags = [], within = [] } = {}) {
  const port = await freePort();
  const [program, ...args] = [...within, binary, 'serve', ...record.where, '--port', String(port), ...flags];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  child.stderr.on('data', (text) => (said += text));
  const ended = new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })));
  const base = `http://127.0.0.1:${port}`;
  const until = Date.now() + seconds * 1000;
  while (!(await healthy(base))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`serve ended at once: ${said}`);
    if (Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`not healthy within ${seconds} s: ${said}`);
    }
    await sleep(20);
  }
  const stop = async (signal = 'SIGTERM') => {
    child.kill(signal); // does nothing once it has ended
    return ended;
  };
  return { base, port, pid: child.pid, stop, said: () => said, lives: () => child.exitCode === null && child.signalCode === null };
}

async function healthy(base) {
  try {
    return (await fetch(`${base}/health`)).status === 200;
  } catch {
    return false;
  }
}

/** Signs in and gives back the session with its token. */
export async function signIn(base, record, account) {
  const answer = await fetch(`${base}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password: record.passwords[account] }),
  });
  if (answer.status !== 200) throw new Error(`${account} cannot sign in: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
