// The command line from outside: help, exit codes (0 done, 1 refused or failed, 2 usage), what is printed where.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { binary, engines, makeRecord, root } from '../binary.mjs';

const kCalendar = join(root, 'data/calendar/calendar.json');
const kUnit = 'H26.local.ward-00004';

/** Runs the program and gives back {status, stdout, stderr}; never throws. */
function motcua(args, { input = '', env = {} } = {}) {
  return spawnSync(binary, args, { input, encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 1 << 24 });
}

function deadline(...args) {
  return motcua(['deadline', '--calendar', kCalendar, '--received', '2026-08-21T09:00', ...args]);
}

describe('usage', () => {
  for (const command of ['serve', 'setup', 'deadline', 'verify', 'rebuild', 'backup', 'restore', 'simulate', 'import units', 'user add']) {
    test(`${command} --help has an example`, () => {
      const { status, stdout } = motcua([...command.split(' '), '--help']);
      assert.equal(status, 0);
      assert.match(stdout, new RegExp(`Example: motcua ${command}`));
    });
  }
  for (const wrong of [[], ['nothing'], ['import'], ['serve', '--port', 'x'], ['verify', '--nothing'], ['deadline']]) {
    test(`motcua ${wrong.join(' ')}: exit code 2`, () => {
      const { status, stdout, stderr } = motcua(wrong);
      assert.equal(status, 2, stderr);
      assert.equal(stdout, '');
      assert.notEqual(stderr, '');
    });
  }
});

describe('deadline', () => {
  test('as the contract prints it', () => {
    const { status, stdout } = deadline('--limit', '7d', '--json');
    assert.equal(status, 0);
    assert.equal(JSON.parse(stdout).due, '2026-09-03T09:00:00+07:00');
  });
  for (const [code, where, ...args] of [
    ['limit_malformed', '--limit', '--limit', '7x'],
    ['hours_malformed', '--hours', '--limit', '7d', '--hours', '12:00-08:00'],
    ['cutoff_malformed', '--cutoff', '--limit', '7d', '--cutoff', '25:00'],
    ['year_without_calendar', '', '--limit', '20y'],
  ]) {
    test(`${args.join(' ')} is refused as ${code}`, () => {
      const { status, stdout, stderr } = deadline(...args);
      assert.equal(status, 1);
      assert.equal(stdout, '');
      assert.ok(stderr.includes(where ? `(${code}, ${where})` : `(${code}`), stderr);
    });
  }
  test('a calendar that is none is refused and not a failure', () => {
    const folder = mkdtempSync(join(tmpdir(), 'motcua-cli-'));
    const file = join(folder, 'calendar.json');
    for (const text of ['[]', '{', '{}']) {
      writeFileSync(file, text);
      const args = ['deadline', '--calendar', file, '--received', '2026-08-21T09:00', '--limit', '7d', '--hours', '08:00-12:00'];
      const { status, stderr } = motcua(args);
      assert.equal(status, 1);
      assert.match(stderr, /^motcua: .+ \/ .+ \([a-z_]+, .*calendar\.json/);
    }
    rmSync(folder, { recursive: true });
  });
});

for (const engine of engines) {
  describe(`a record on ${engine}`, () => {
    let record;
    let folder;
    before(() => {
      record = makeRecord(engine);
      folder = mkdtempSync(join(tmpdir(), 'motcua-cli-'));
    });
    after(() => {
      record?.remove();
      if (folder) rmSync(folder, { recursive: true });
    });
    const on = (...command) => motcua([...command, ...record.where]);
    const file = (name, text) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };

    test('setup has an account for each role, and again changes nothing', () => {
      const roles = ['controller', 'counter', 'head', 'inspector', 'operator', 'specialist'];
      assert.deepEqual(Object.keys(record.passwords).sort(), roles);
      const before = on('verify', '--json').stdout;
      const again = on('setup');
      assert.equal(again.status, 0, again.stderr);
      const printed = [...again.stdout.matchAll(/^demo (\S+) (\S+)$/gm)].map(([, login, password]) => [login, password]);
      assert.deepEqual(Object.fromEntries(printed), record.passwords);
      assert.equal(on('verify', '--json').stdout, before);
      assert.equal(statSync(join(record.where[1], 'demo-accounts')).mode & 0o777, 0o600);
    });

    test('verify prints its three members and nothing else', () => {
      const { status, stdout } = on('verify', '--json');
      assert.equal(status, 0);
      assert.match(stdout, /^\{"events":[1-9]\d*,"root":"[0-9a-f]{64}","boards":"equal"\}\n$/);
    });

    test('a broken line is named with file and number, the rest is loaded', () => {
      const point = (id) => JSON.stringify({ id, unit: kUnit, name: 'Điểm thử (giả định)' });
      const points = file('points.jsonl', `${point(`test-1-${engine}`)}\n{"broken\n${point(`test-2-${engine}`)}\n`);
      const report = join(folder, 'report.jsonl');
      const { status, stdout, stderr } = on('import', 'points', '--json', '--report', report, points);
      assert.equal(status, 0, stderr);
      const { published, refused } = JSON.parse(stdout);
      assert.deepEqual({ published, refused }, { published: 2, refused: 1 });
      assert.match(stderr, /\(json_malformed, points\.jsonl:2/);
      const [line, ...more] = readFileSync(report, 'utf8').trim().split('\n').map((text) => JSON.parse(text));
      assert.equal(more.length, 0);
      assert.deepEqual({ file: line.file, line: line.line, problem: line.problem }, { file: 'points.jsonl', line: 2, problem: 'json_malformed' });
    });

    test('a file without one good line, or no file, is refused', () => {
      assert.equal(on('import', 'units', file('units.jsonl', '{"broken\n')).status, 1);
      const { status, stderr } = on('import', 'units', join(folder, 'not-there.jsonl'));
      assert.equal(status, 1);
      assert.match(stderr, /file_unreadable/);
    });

    test('an account is opened with a password from standard input, listed and disabled', () => {
      const add = ['user', 'add', 'cli-test', '--role', 'specialist', '--unit', kUnit, ...record.where];
      assert.match(motcua(add, { input: 'short\n' }).stderr, /password_too_short/);
      assert.equal(motcua(add, { input: 'mot mat khau thu\n' }).status, 0);
      const taken = motcua(add, { input: 'mot mat khau thu\n' });
      assert.equal(taken.status, 1);
      assert.match(taken.stderr, /login_taken/);
      assert.equal(on('user', 'disable', 'cli-test').status, 0);
      const listed = JSON.parse(on('user', 'list', '--json').stdout).find(({ login }) => login === 'cli-test');
      assert.equal(listed.disabled, true);
      assert.equal(on('user', 'disable', 'nobody-here').status, 1);
    });

    test('the record may be named by a configuration file or by variables; the command line wins', () => {
      const [, data, , database] = record.where;
      const known = on('verify', '--json').stdout;
      const settings = `data = "${data}"\n${database ? `database = "${database}"\n` : ''}`;
      const config = file('motcua.toml', settings);
      assert.equal(motcua(['verify', '--json', '--config', config]).stdout, known);
      const env = { MOTCUA_DATA: data, ...(database ? { MOTCUA_DATABASE: database } : {}) };
      assert.equal(motcua(['verify', '--json'], { env }).stdout, known);
      const other = join(folder, 'other');
      const elsewhere = motcua(['verify', '--json', '--config', config, '--data', other]);
      assert.equal(elsewhere.status, 1, 'the command line wins, and there is no record');
      assert.match(elsewhere.stderr, database ? /master_key_missing/ : /record_missing/);
      assert.equal(existsSync(other), false, 'what only looks makes no folder');
      assert.ok(elsewhere.stderr.includes(other));
      const misspelt = motcua(['verify', '--config', file('wrong.toml', 'dta = "x"\n')]);
      assert.equal(misspelt.status, 2);
    });
  });
}

test('what only looks refuses a folder without a record and makes none', () => {
  const folder = join(tmpdir(), `motcua-nowhere-${process.pid}`);
  for (const args of [['verify'], ['rebuild'], ['user', 'list']]) {
    const { status, stderr } = motcua([...args, '--data', folder]);
    assert.equal(status, 1, args.join(' '));
    assert.match(stderr, /record_missing/);
    assert.equal(existsSync(folder), false);
  }
});

test('a database that is newer than the program is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-cli-'));
  assert.equal(motcua(['setup', '--data', folder]).status, 0);
  const newer = 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); ' +
    'c.execute("INSERT INTO migrations VALUES (99999, \'later\', 0)"); c.commit()';
  execFileSync('python3', ['-c', newer, join(folder, 'record.sqlite')]);
  const { status, stderr } = motcua(['verify', '--data', folder]);
  assert.equal(status, 1);
  assert.match(stderr, /database_newer/);
  rmSync(folder, { recursive: true });
});
