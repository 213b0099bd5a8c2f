// Measures the whole program, each figure beside its bound in the same run (docs/performance.md).
//   node bench/serve.mjs intake   [--engine sqlite|postgres] [--seconds N]   HTTP intake against the bare writer
//   node bench/serve.mjs record   [--dossiers N]     fill, rebuild, verify, start, memory, bytes on disk, worklist
//   node bench/serve.mjs tracking [--dossiers N]     tracking by code against a bare Beast echo of the same bytes
//   node bench/serve.mjs doors                       procedure search and the public pages over HTTP
// `./dev bench serve …` builds what it needs and starts a PostgreSQL. wrk makes the load, on loopback only. Large
// records are kept in build/bench and used again.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRecord, psql, root, run, serve, signIn } from '../tests/binary.mjs';

const programs = join(root, 'build/release');
const kProcedure = '1.001193';

const [, , what, ...rest] = process.argv;
const asked = Object.fromEntries(rest.flatMap((word, i) => (word.startsWith('--') ? [[word.slice(2), rest[i + 1]]] : [])));
const seconds = Number(asked.seconds ?? 10);
const dossiers = Number(asked.dossiers ?? 1_000_000);
const rows = [];

/** One line of the table; `bound` is {of, value, bar}: what it is held against, in the same unit. */
function say(name, value, unit, bound) {
  const ratio = bound ? value / bound.value : null;
  const held = bound ? `${ratio.toFixed(2)} × ${bound.of} (${round(bound.value)} ${unit})` : '';
  rows.push(`| ${name} | ${round(value)} ${unit} | ${held} |`);
  process.stderr.write(`${rows.at(-1)}\n`);
}

function round(value) {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

function timed(work) {
  const from = process.hrtime.bigint();
  const value = work();
  return { value, seconds: Number(process.hrtime.bigint() - from) / 1e9 };
}

/** Loads `url` by wrk and gives back answers a second, quantiles in ms and how many answers were no success. */
function wrk(url, { connections, script, headers = {}, time = seconds }) {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-wrk-'));
  const file = join(folder, 'load.lua');
  const report = `
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %f %f %f %f %d\\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
    e.status + e.connect + e.read + e.write + e.timeout))
end`;
  writeFileSync(file, `${script ?? ''}\n${report}`);
  const args = ['-t', '1', '-c', String(connections), '-d', `${time}s`, '--timeout', '30s', '-s', file];
  for (const [name, value] of Object.entries(headers)) args.push('-H', `${name}: ${value}`);
  const said = execFileSync('wrk', [...args, url], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  const [, persecond, p50, p99, max, errors] = said.match(/^RESULT (\S+) (\S+) (\S+) (\S+) (\d+)$/m);
  if (Number(errors) > 0) throw new Error(`${errors} answers were no success: ${said}`);
  return { persecond: Number(persecond), p50: Number(p50), p99: Number(p99), max: Number(max) };
}

async function withServer(record, work, options) {
  const server = await serve(record, { seconds: 600, ...options });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

function anonymousMegabytes(pid) {
  return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/RssAnon:\s+(\d+)/)[1]) / 1024;
}

function megabytesOf(folder) {
  return Number(execFileSync('du', ['-sk', folder], { encoding: 'utf8' }).split('\t')[0]) / 1024;
}

// ---- intake

/** Each request another person and another key. */
function intakeScript(token, point, unit) {
  const body = JSON.stringify({
    procedure: kProcedure, case: '1', point, channel: 'counter', place: { unit },
    applicant: { kind: 'person', name: 'Phạm Văn Đo (giả định)', identity: { kind: 'personal_number', number: '001090@@@@@@', country: 'VN' }, birth_date: '1990-02-01', sex: 'male', address: 'Số 4 phố Giả Định, Hà Nội' },
    delivery: { way: 'desk' }, papers: [{ paper: 'p1', kind: 'original', quantity: 1 }], sets: 1, fees: [], answers: {},
  });
  return `
local count, run = ${Date.now() % 1000}000, "${randomBytes(6).toString('hex')}"
local body = [==[${body}]==]
request = function()
  count = count + 1
  local headers = {["Authorization"] = "Bearer ${token}", ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = run .. "-" .. count}
  return wrk.format("POST", nil, headers, (body:gsub("@@@@@@", string.format("%06d", count % 1000000))))
end`;
}

/** A copy of a record as it is now: for the bare writer, to write the same rows into. */
function twin(record) {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-twin-'));
  cpSync(record.where[1], folder, { recursive: true });
  const where = ['--to', folder];
  let drop = () => {};
  if (record.where[3]) {
    const from = new URL(record.where[3]);
    const name = `${from.pathname.slice(1)}_twin`;
    const to = new URL(from);
    to.pathname = `/${name}`;
    psql(process.env.MOTCUA_TEST_POSTGRES, `CREATE DATABASE ${name} TEMPLATE ${from.pathname.slice(1)}`);
    where.push('--to-database', to.href);
    drop = () => psql(process.env.MOTCUA_TEST_POSTGRES, `DROP DATABASE ${name} WITH (FORCE)`);
  }
  return { where, remove: () => (drop(), rmSync(folder, { recursive: true })) };
}

async function intake(engine) {
  for (const connections of [1, 8, 64]) {
    const record = makeRecord(engine);
    const bare = twin(record);
    try {
      const load = await withServer(record, async ({ base }) => {
        const counter = await signIn(base, record, 'counter');
        const head = await signIn(base, record, 'head');
        return wrk(`${base}/api/v1/dossiers`, { connections, script: intakeScript(counter.token, counter.point, head.unit) });
      });
      const from = ['--from', record.where[1], ...(record.where[3] ? ['--from-database', record.where[3]] : [])];
      const least = JSON.parse(execFileSync(join(programs, 'bare_writer'), [...from, ...bare.where, '--clients', String(connections)], { encoding: 'utf8', maxBuffer: 1 << 20 }));
      const name = `intake, ${engine}, ${connections} connection${connections > 1 ? 's' : ''}`;
      say(name, load.persecond, '/s', { of: 'bare writer', value: least.per_second });
      say(`${name}, p99`, load.p99, 'ms', { of: "bare writer's", value: least.p99_ms });
    } finally {
      bare.remove();
      record.remove();
    }
  }
}

// ---- large records

/** A record with so many dossiers, kept in build/bench. */
function largeRecord(name, many, flags) {
  const folder = join(root, 'build/bench', name);
  const record = { where: ['--data', folder], passwords: {} };
  if (existsSync(join(folder, 'filled'))) {
    record.passwords = JSON.parse(readFileSync(join(folder, 'filled'), 'utf8'));
    return record;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const printed = run(record, 'setup');
  record.passwords = Object.fromEntries([...printed.matchAll(/^demo (\S+) (\S+)$/gm)].map(([, account, password]) => [account, password]));
  run(record, 'simulate', '--days', '5', '--per-day', '400', '--seed', '1', '--open', '2000');
  const { seconds: took } = timed(() => execFileSync(join(programs, 'fill'), ['--data', folder, '--dossiers', String(many), ...flags], { stdio: ['ignore', 'ignore', 'inherit'] }));
  say(`${name}: fill and rebuild of ${many.toLocaleString('en')} dossiers`, took / 60, 'min');
  writeFileSync(join(folder, 'filled'), JSON.stringify(record.passwords));
  return record;
}

async function large() {
  const name = `open-${dossiers}`;
  const record = largeRecord(name, dossiers, ['--events', '3']);
  const folder = record.where[1];
  say('bytes on disk of a dossier with its vault', (megabytesOf(folder) * 1024) / dossiers, 'KiB');
  const started = process.hrtime.bigint();
  await withServer(record, async ({ base, pid }) => {
    say('start until /health answers', Number(process.hrtime.bigint() - started) / 1e9, 's');
    say('anonymous memory when idle', anonymousMegabytes(pid), 'MB');
    const head = await signIn(base, record, 'head');
    for (const [what, path] of [['worklist of a ward with its counts', '/api/v1/worklist?limit=50'], ['public register, first page', '/api/v1/register?limit=50']]) {
      const load = wrk(`${base}${path}`, { connections: 8, headers: { authorization: `Bearer ${head.token}` } });
      say(`LI-3: ${what}, ${dossiers.toLocaleString('en')} open in the city`, load.p99, 'ms p99');
      say(`${what}, 8 connections`, load.persecond, '/s');
    }
    say('anonymous memory after that', anonymousMegabytes(pid), 'MB');
  });
  const rebuilt = timed(() => run(record, 'rebuild'));
  const verified = timed(() => JSON.parse(run(record, 'verify', '--json')));
  say('rebuild', verified.value.events / rebuilt.seconds, 'events/s');
  say('verify', verified.value.events / verified.seconds, 'events/s');
}

// ---- tracking

async function echoOf(body, work) {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-echo-'));
  writeFileSync(join(folder, 'body'), body);
  const child = spawn(join(programs, 'echo'), ['--file', join(folder, 'body')], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const port = await new Promise((done) => child.stdout.once('data', (text) => done(Number(text))));
    return await work(`http://127.0.0.1:${port}/`);
  } finally {
    child.kill();
    rmSync(folder, { recursive: true });
  }
}

async function tracking() {
  const record = largeRecord(`tracking-${dossiers}`, dossiers, ['--events', '2', '--shared-items']);
  await withServer(record, async ({ base }) => {
    const { items } = await (await fetch(`${base}/api/v1/register?limit=200`)).json();
    const known = items.map((one) => one.code);
    const prefix = known[0].slice(0, known[0].lastIndexOf('-'));
    const codes = known.filter((code) => code.startsWith('H26')).map((code) => `/api/v1/tracking/${code}`);
    const script = `
local paths = {${codes.map((path) => JSON.stringify(path)).join(',')}}
local at = 0
request = function() at = at % #paths + 1 return wrk.format("GET", paths[at]) end`;
    const body = await (await fetch(`${base}${codes[0]}`)).text();
    wrk(base, { connections: 64, script, time: 2 });
    const load = wrk(base, { connections: 64, script });
    const least = await echoOf(body, (url) => wrk(url, { connections: 64 }));
    const name = `tracking by code, ${dossiers.toLocaleString('en')} dossiers (${prefix.slice(0, 3)}), ${body.length} bytes, 64 connections`;
    say(name, load.persecond, '/s', { of: 'bare echo', value: least.persecond });
    say(`${name}, p99`, load.p99, 'ms', { of: "echo's", value: least.p99 });
  });
}

// ---- doors

async function doors() {
  const record = makeRecord('sqlite');
  try {
    await withServer(record, async ({ base }) => {
      for (const [what, path] of [
        ['procedure search with tones', '/api/v1/procedures?q=khai%20sinh%20c%C3%B3%20y%E1%BA%BFu%20t%E1%BB%91'],
        ['procedure search without tones', '/api/v1/procedures?q=dang%20ky%20ket%20hon'],
        ['procedure search, one letter', '/api/v1/procedures?q=d'],
        ['home page', '/'],
        ['results page', '/procedures?q=khai%20sinh'],
        ['procedure page', `/procedures/${kProcedure}`],
      ]) {
        const load = wrk(`${base}${path}`, { connections: 1, time: 3 });
        say(`${what}, one connection`, load.p50, 'ms p50');
        say(`${what}, p99`, load.p99, 'ms p99');
      }
    });
  } finally {
    record.remove();
  }
}

const benches = {
  intake: () => intake(asked.engine ?? 'sqlite'),
  record: large,
  tracking,
  doors,
};
if (!benches[what]) {
  process.stderr.write(`serve.mjs: intake, record, tracking or doors, not '${what ?? ''}'\n`);
  process.exit(2);
}
await benches[what]();
process.stdout.write(`\n${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0].model}), node bench/serve.mjs ${process.argv.slice(2).join(' ')}\n`);
process.stdout.write(`\n| what | value | held against |\n|---|---|---|\n${rows.join('\n')}\n`);
