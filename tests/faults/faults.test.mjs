// What goes wrong around the program: files, disks, ports, keys, databases. Each is a refusal in both languages, nothing
// is half-written, what was acknowledged stays, and a server that can go on does so by itself.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { binary, engines, makeRecord, psql, run, serve } from '../binary.mjs';
import { Desk, onRecord } from './desk.mjs';
import { noMounts, seenBy, within } from './namespace.mjs';
import { noPostgres, Postgres, Proxy } from './postgres.mjs';

/** Runs the program and gives back {status, stdout, stderr}; never throws. One that should have refused is ended. */
function motcua(args, prefix = []) {
  const [program, ...rest] = [...prefix, binary, ...args];
  return spawnSync(program, rest, { encoding: 'utf8', timeout: 60_000 });
}

/** "motcua: <Vietnamese> / <English> (code)", and no more than that is refused or failed. */
function assertRefused({ status, stderr }, code) {
  assert.equal(status, 1, stderr);
  const sentences = stderr.match(new RegExp(`^motcua: (.+) / (.+) \\(${code}[,)]`, 'm'));
  assert.ok(sentences, `wanted ${code}: ${stderr}`);
  const [, vi, en] = sentences;
  assert.match(vi, /[^\x00-\x7f]/, stderr); // has Vietnamese letters
  assert.notEqual(vi, en);
  assert.doesNotMatch(stderr, /[{}]|terminate|what\(\)/);
}

function folderOf(record) {
  return record.where[1];
}

/** What lies in a folder, byte for byte, without the locks and the side files of a database that was opened. */
function contents(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => !/\.lock$|-wal$|-shm$/.test(name)).sort();
  return names.filter((name) => statSync(join(folder, name)).isFile()).map((name) => [name, readFileSync(join(folder, name), 'base64')]);
}

for (const engine of engines) {
  describe(`a record on ${engine} that cannot be opened`, () => {
    let record, sealed;

    before(async () => {
      record = makeRecord(engine);
      const desk = await Desk.open(record);
      sealed = await desk.takeIn();
      await desk.close();
      assert.equal(sealed.status, 201, JSON.stringify(sealed.body));
    });
    after(() => record?.remove());

    const sql = (text) => {
      if (engine === 'postgres') psql(record.where[3], text);
      else execFileSync('python3', ['-c', 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()', join(folderOf(record), 'record.sqlite'), text]);
    };

    test('no master key: refused, and no new one is made', () => {
      const folder = folderOf(record);
      const key = readFileSync(join(folder, 'master.key'));
      rmSync(join(folder, 'master.key'));
      const was = contents(folder);
      for (const command of [['serve', '--port', '0'], ['verify'], ['rebuild'], ['user', 'list'], ['setup']]) {
        assertRefused(motcua([...command, ...record.where]), 'master_key_missing');
        assert.equal(existsSync(join(folder, 'master.key')), false, `${command[0]} made a key`);
      }
      assert.deepEqual(contents(folder), was);
      writeFileSync(join(folder, 'master.key'), key, { mode: 0o600 });
    });

    test('another master key, a cut one, none in the file', () => {
      const file = join(folderOf(record), 'master.key');
      const key = readFileSync(file);
      for (const [wrong, code] of [[randomBytes(32).toString('hex'), 'master_key_wrong'], ['0011', 'master_key_malformed'], ['', 'master_key_malformed']]) {
        writeFileSync(file, wrong);
        assertRefused(motcua(['verify', ...record.where]), code);
        assert.equal(readFileSync(file, 'utf8'), wrong);
      }
      writeFileSync(file, key);
    });

    test('a database that is newer than the program: refused and left as it is', () => {
      sql("INSERT INTO migrations VALUES (99999, 'later', 0)");
      const was = contents(folderOf(record));
      for (const command of [['serve', '--port', '0'], ['verify'], ['rebuild'], ['setup'], ['user', 'list']]) {
        assertRefused(motcua([...command, ...record.where]), 'database_newer');
      }
      assert.deepEqual(contents(folderOf(record)), was);
      sql('DELETE FROM migrations WHERE number = 99999');
      assert.equal(JSON.parse(run(record, 'verify', '--json')).boards, 'equal');
    });

    test('a port that is in use', async (t) => {
      const other = createServer();
      t.after(() => other.close());
      await new Promise((done) => other.listen(0, '127.0.0.1', done));
      assertRefused(motcua(['serve', '--port', String(other.address().port), ...record.where]), 'port_in_use');
      assertRefused(motcua(['serve', '--port', '0', '--address', '203.0.113.7', ...record.where]), 'address_unusable');
      assertRefused(motcua(['serve', '--port', '0', '--address', 'here', ...record.where]), 'address_unusable');
    });
  });
}

describe('a data folder that cannot be used', () => {
  let record, copy;

  before(() => (record = makeRecord('sqlite')));
  after(() => record?.remove());

  const copied = (t) => {
    copy = mkdtempSync(join(tmpdir(), 'motcua-faults-'));
    cpSync(folderOf(record), copy, { recursive: true });
    t.after(() => rmSync(copy, { recursive: true, force: true }));
    return copy;
  };

  test('held by another serve', async () => {
    const first = await serve(record);
    try {
      assertRefused(motcua(['serve', '--port', '0', ...record.where]), 'folder_in_use');
      assert.equal((await fetch(`${first.base}/health`)).status, 200, 'the first goes on');
    } finally {
      await first.stop();
    }
  });

  test('a database of random bytes', (t) => {
    const file = join(copied(t), 'record.sqlite');
    writeFileSync(file, randomBytes(100_000));
    const was = readFileSync(file);
    for (const command of [['serve', '--port', '0'], ['verify'], ['setup']]) assertRefused(motcua([...command, '--data', copy]), 'database_damaged');
    assert.deepEqual(readFileSync(file), was);
  });

  test('a database whose pages were overwritten behind a sound beginning', (t) => {
    const file = join(copied(t), 'record.sqlite');
    const { size } = statSync(file);
    const open = openSync(file, 'r+');
    for (let at = 4096; at + 4096 <= size; at += 4096) writeSync(open, randomBytes(4096), 0, 4096, at);
    assertRefused(motcua(['verify', '--data', copy]), 'database_damaged');
    assertRefused(motcua(['serve', '--port', '0', '--data', copy]), 'database_damaged');
  });

  test('a database that was cut off', (t) => {
    const file = join(copied(t), 'record.sqlite');
    truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096);
    assertRefused(motcua(['verify', '--data', copy]), 'database_damaged');
  });

  test('the folder is a file', (t) => {
    const file = join(copied(t), 'not-a-folder');
    writeFileSync(file, 'x');
    for (const command of [['serve', '--port', '0'], ['setup']]) assertRefused(motcua([...command, '--data', file]), 'data_folder_unusable');
    assertRefused(motcua(['verify', '--data', file]), 'record_missing');
    assertRefused(motcua(['setup', '--data', join(file, 'below')]), 'data_folder_unusable');
    assert.equal(readFileSync(file, 'utf8'), 'x');
  });

  test('the folder may only be read', { skip: noMounts ?? false }, (t) => {
    const readOnly = within('mount --bind "$1" "$1"; mount -o remount,bind,ro "$1"', copied(t));
    const was = contents(copy);
    for (const command of [['serve', '--port', '0'], ['verify'], ['setup']]) {
      assertRefused(motcua([...command, '--data', copy], readOnly), 'data_folder_unusable');
    }
    assert.deepEqual(contents(copy), was);
  });

  test('an address of a database that is none, or where nobody answers', () => {
    for (const url of ['postgrsql://u:geheim@127.0.0.1/x', 'record.sqlite', 'postgresql://u:geheim@127.0.0.1:1/x', 'postgresql://u:geheim@127.0.0.1:99999/x']) {
      const answer = motcua(['serve', '--port', '0', '--data', folderOf(record), '--database', url]);
      assertRefused(answer, 'database_unreachable');
      assert.doesNotMatch(answer.stderr, /geheim/, 'a password in the log');
    }
  });

  test('an unknown setting in the configuration, or one of a wrong kind: usage', (t) => {
    const file = join(copied(t), 'motcua.toml');
    for (const text of ['dta = "x"\n', '[serve]\nprt = 1\n', '[serve]\nport = "here"\n']) {
      writeFileSync(file, text);
      const { status, stdout, stderr } = motcua(['serve', '--config', file]);
      assert.equal(status, 2, `${JSON.stringify(text)}: ${stderr}`);
      assert.equal(stdout, '');
      assert.notEqual(stderr, '');
    }
    assert.equal(motcua(['verify', '--config', join(copy, 'nowhere.toml')]).status, 2);
  });
});

test('a SQLite database that may only be read: each write is refused, reading goes on', { skip: noMounts ?? false }, async () => {
  const record = makeRecord('sqlite');
  const file = join(folderOf(record), 'record.sqlite');
  let code;
  const desk = await Desk.open(record);
  try {
    code = (await desk.takeIn()).body.code;
  } finally {
    await desk.close();
  }
  const readOnly = within('mount --bind "$1" "$1"; mount -o remount,bind,ro "$1"', file);
  const was = readFileSync(file);
  desk.server = await serve(record, { within: readOnly });
  try {
    const position = await desk.position();
    await desk.refusedIntake('database_read_only');
    await desk.refused('database_read_only', 'POST', `/dossiers/${code}/acts/hand-over`, { as: 'counter', body: {}, key: randomUUID() });
    assert.equal((await desk.send('GET', `/dossiers/${code}`)).status, 200);
    assert.equal(await desk.position(), position);
    assert.ok(desk.server.lives());
  } finally {
    await desk.close();
  }
  assert.deepEqual(readFileSync(file), was);
  assert.equal(JSON.parse(run(record, 'verify', '--json')).boards, 'equal');
  record.remove();
});

test('a full disk: refused, nothing acknowledged is lost, and it goes on when there is room', { skip: noMounts ?? false }, async () => {
  const record = makeRecord('sqlite');
  const folder = folderOf(record);
  const kilobytes = Number(execFileSync('du', ['-sk', folder], { encoding: 'utf8' }).split('\t')[0]);
  const small = within('mount -t tmpfs -o size="$2"k none /mnt; cp -a "$1/." /mnt; mount --bind /mnt "$1"', folder, kilobytes + 16_384);
  await onRecord(record, async (desk) => {
    const inside = (name) => seenBy(desk.server.pid, join(folder, name));
    assert.equal((await desk.takeIn()).status, 201);
    execFileSync('sh', ['-c', 'dd if=/dev/zero of="$1" bs=1k count="$2" 2>/dev/null', 'fill', inside('ballast'), String(12_288)]);
    let answer;
    const pending = randomUUID();
    for (let i = 0; i < 5000; i++) {
      answer = await desk.takeIn(i === 0 ? pending : randomUUID(), { note: 'x'.repeat(500), answers: { much: 'y'.repeat(9000) } });
      if (answer.status !== 201) break;
    }
    assert.deepEqual([answer.status, answer.body.code], [503, 'disk_full'], `${JSON.stringify(answer.body)} ${desk.server.said().slice(-500)}`);
    const position = await desk.position();
    await desk.refusedIntake('disk_full', { answers: { much: 'y'.repeat(9000), more: 'z'.repeat(9000) } });
    const [known] = desk.acknowledged.keys();
    assert.equal((await desk.send('GET', `/dossiers/${known}`)).status, 200, 'reading goes on');
    // Words too large for the database go to a file: it is not left behind.
    const files = () => (existsSync(inside('vault')) ? readdirSync(inside('vault'), { recursive: true }) : []);
    const were = files();
    const large = { answers: Object.fromEntries([...Array(40).keys()].map((i) => [`a${i}`, 'w'.repeat(9000)])) };
    await desk.refusedIntake('disk_full', large);
    assert.deepEqual(files().filter((name) => /[0-9a-f]{64}/.test(name)), were.filter((name) => /[0-9a-f]{64}/.test(name)));
    assert.equal(await desk.position(), position, 'nothing half-written');
    rmSync(inside('ballast'));
    await desk.recovered();
    const record_inside = ['--data', seenBy(desk.server.pid, folder)];
    const kept = new Map([...desk.acknowledged].slice(-20)); // the last ones, written at the edge of the disk
    desk.acknowledged = new Map([...desk.acknowledged.entries()].filter(([code]) => kept.has(code)));
    for (const code of desk.acknowledged.keys()) assert.equal((await desk.send('GET', `/dossiers/${code}`)).status, 200);
    const verdict = JSON.parse(execFileSync(binary, ['verify', '--json', ...record_inside], { encoding: 'utf8' }));
    assert.equal(verdict.boards, 'equal', JSON.stringify(verdict));
  }, { within: small });
});

describe('a PostgreSQL that goes and comes back', { skip: noPostgres() ?? false }, () => {
  let postgres;

  before(async () => (postgres = await Postgres.make()));
  after(() => postgres?.remove());

  test('gone: 503 in both languages; back: it works again without a restart', async () => {
    await onRecord(makeRecord('postgres', { server: postgres.server }), async (desk) => {
      const { code } = (await desk.takeIn()).body;
      await postgres.stop();
      const pending = randomUUID();
      assert.equal((await desk.takeIn(pending)).status, 503);
      await desk.refused('database_unavailable', 'GET', `/dossiers/${code}`);
      await desk.refused('database_unavailable', 'GET', `/tracking/${code}`);
      await desk.refused('database_unavailable', 'GET', '/health');
      await desk.refused('database_unavailable', 'POST', '/session', { body: { account: 'head', password: desk.record.passwords.head } });
      await desk.refusedIntake('database_unavailable');
      assert.ok(desk.server.lives());
      await postgres.start();
      await desk.recovered();
      assert.equal((await desk.takeIn(pending)).status, 201);
      await desk.hold();
    });
  });

  test('turned read-only and back, as at a change of the primary', async () => {
    await onRecord(makeRecord('postgres', { server: postgres.server }), async (desk) => {
      const { code } = (await desk.takeIn()).body;
      const name = new URL(desk.record.where[3]).pathname.slice(1);
      const turn = (to) => {
        psql(postgres.server, `ALTER DATABASE ${name} SET default_transaction_read_only = ${to}`);
        psql(postgres.server, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
      };
      turn('on');
      const position = await desk.position();
      await desk.refusedIntake('database_read_only');
      assert.equal((await desk.send('GET', `/dossiers/${code}`)).status, 200);
      assert.equal(await desk.position(), position);
      turn('off');
      await desk.recovered();
      await desk.hold();
    });
  });

  const throughProxy = (work) => async () => {
    const proxy = await Proxy.before(postgres.port);
    const record = makeRecord('postgres', { server: postgres.server });
    const direct = [...record.where];
    const url = new URL(direct[3]);
    url.port = String(proxy.port);
    record.where[3] = url.href;
    try {
      await onRecord(record, (desk) => work(desk, proxy, direct));
      assert.equal(proxy.cuts, 1, 'the line was cut once');
    } finally {
      proxy.close();
    }
  };

  for (const [cut, what] of [['before', 'before the COMMIT arrived'], ['after', 'after the COMMIT was done, before its answer']]) {
    test(`the line is cut ${what}: acknowledged, and once`, throughProxy(async (desk, proxy, direct) => {
      assert.equal((await desk.takeIn()).status, 201);
      const position = await desk.position();
      proxy.cut = cut;
      const answer = await desk.takeIn();
      assert.equal(answer.status, 201, JSON.stringify(answer.body));
      assert.equal(await desk.position(), position + 1);
      await desk.hold(direct);
    }));
  }

  test('the line is cut at the COMMIT and stays cut: in doubt is said, and sending again finds the same dossier', throughProxy(async (desk, proxy, direct) => {
    const position = await desk.position();
    proxy.cut = 'after';
    proxy.refusesAfterCut = true;
    const key = randomUUID();
    const doubtful = await desk.takeIn(key);
    assert.deepEqual([doubtful.status, doubtful.body.code], [503, 'commit_in_doubt'], JSON.stringify(doubtful.body));
    assert.match(doubtful.headers.get('retry-after'), /^\d+$/);
    proxy.refuses = false;
    let again;
    for (let i = 0; i < 200 && again?.status !== 201; i++) {
      await sleep(100);
      again = await desk.takeIn(key);
    }
    assert.equal(again.status, 201, JSON.stringify(again.body));
    assert.equal(await desk.position(), position + 1, 'done once');
    await desk.hold(direct);
  }));
});
