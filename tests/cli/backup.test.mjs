// Backup beside the running server and restore onto either engine: every dossier that was acknowledged before the backup
// began can be followed with its secret and read, the root is the same, and what is wrong is refused in words.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { binary, engines, makeRecord, psql, serve, signIn } from '../binary.mjs';
import { operations } from '../contract/openapi.mjs';
import { noMounts, within } from '../faults/namespace.mjs';

const kAtLeast = 60; // dossiers before the backup begins
const kConnections = 4;
const kProcedure = '1.001193';

function motcua(...args) {
  return spawnSync(binary, args, { encoding: 'utf8', maxBuffer: 1 << 24 });
}

/** Runs without holding up this process, which goes on sending. */
function motcuaBeside(...args) {
  return new Promise((done) => {
    const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (text) => (stdout += text));
    child.stderr.on('data', (text) => (stderr += text));
    child.once('exit', (status) => done({ status, stdout, stderr }));
  });
}

/** Where a restore goes: an empty folder, and a fresh database on PostgreSQL. */
function emptyPlace(engine) {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-restore-'));
  const where = ['--data', folder];
  let remove = () => rmSync(folder, { recursive: true, force: true });
  if (engine === 'postgres') {
    const server = process.env.MOTCUA_TEST_POSTGRES;
    const name = `motcua_restore_${process.pid}_${randomBytes(3).toString('hex')}`;
    psql(server, `CREATE DATABASE ${name}`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    where.push('--database', url.href);
    const removeFolder = remove;
    remove = () => {
      psql(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      removeFolder();
    };
  }
  return { where, folder, remove };
}

async function takeInUntil(stopped, { base, token, intake }, taken) {
  while (!stopped()) {
    const answer = await fetch(`${base}/api/v1/dossiers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify(intake),
    });
    assert.equal(answer.status, 201);
    const { code, secret } = await answer.json();
    taken.push({ code, secret });
  }
}

async function readAll({ base, token }, dossiers) {
  for (const { code, secret } of dossiers) {
    const tracked = await (await fetch(`${base}/api/v1/tracking/${code}?secret=${secret}`)).json();
    assert.equal(tracked.view, 'personal', JSON.stringify(tracked));
    const answer = await fetch(`${base}/api/v1/dossiers/${code}/particulars?purpose=enquiry`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 200);
    assert.match(JSON.stringify(await answer.json()), /giả định/);
  }
}

for (const engine of engines) {
  describe(`a backup of ${engine}`, () => {
    let record;
    let disk; // where backups lie
    let file;
    let made; // what `backup --json` said
    let key;
    const taken = [];
    let before_backup = [];

    before(async () => {
      record = makeRecord(engine);
      disk = mkdtempSync(join(tmpdir(), 'motcua-disk-'));
      key = join(record.where[1], 'master.key');
      const server = await serve(record);
      try {
        const counter = await signIn(server.base, record, 'counter');
        const head = await signIn(server.base, record, 'head');
        const controller = await signIn(server.base, record, 'controller');
        const published = await fetch(`${server.base}/api/v1/procedures/${kProcedure}/versions`, {
          method: 'POST',
          headers: { authorization: `Bearer ${controller.token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
          body: JSON.stringify(operations.publish_procedure.body.birth.value),
        });
        assert.equal(published.status, 201);
        const intake = { ...operations.take_in.body.warned.value, point: counter.point, place: { unit: head.unit } };
        let stop = false;
        const load = Array.from({ length: kConnections }, () => takeInUntil(() => stop, { base: server.base, token: counter.token, intake }, taken));
        while (taken.length < kAtLeast) await new Promise((done) => setTimeout(done, 20));
        before_backup = [...taken];
        const answer = await motcuaBeside('backup', ...record.where, '--to', disk, '--json');
        stop = true;
        await Promise.all(load);
        assert.equal(answer.status, 0, answer.stderr);
        assert.ok(taken.length > before_backup.length, 'there was load while the backup ran');
        made = JSON.parse(answer.stdout);
        file = made.file;
      } finally {
        await server.stop();
      }
    });
    after(() => {
      record?.remove();
      if (disk) rmSync(disk, { recursive: true, force: true });
    });

    test('is one file with a name by the time, readable for its owner only, and without the key', () => {
      assert.deepEqual(readdirSync(disk), [file.slice(disk.length + 1)]);
      assert.match(file, /motcua-\d{8}-\d{6}\.backup$/);
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.equal(made.has_key, false);
      assert.ok(made.items >= before_backup.length * 2, JSON.stringify(made));
    });

    for (const onto of engines) {
      test(`restores onto ${onto}: the same root, every acknowledged dossier can be followed and read`, async () => {
        const place = emptyPlace(onto);
        let server;
        try {
          const restored = motcua('restore', ...place.where, '--from', file, '--key', key, '--json');
          assert.equal(restored.status, 0, restored.stderr);
          assert.equal(JSON.parse(restored.stdout).root, made.root);
          const verified = JSON.parse(motcua('verify', ...place.where, '--json').stdout);
          assert.deepEqual(verified, { events: made.events, root: made.root, boards: 'equal' });
          server = await serve({ where: place.where });
          const counter = await signIn(server.base, record, 'counter'); // accounts and passwords came along
          await readAll({ base: server.base, token: counter.token }, before_backup);
        } finally {
          await server?.stop();
          place.remove();
        }
      });
    }

    test('with the key it restores by itself, and both say so in words', () => {
      const place = emptyPlace(engine);
      try {
        const whole = join(disk, 'whole.backup');
        const backup = motcua('backup', ...record.where, '--to', whole, '--with-key');
        assert.equal(backup.status, 0, backup.stderr);
        assert.match(backup.stdout, /CHỨA khóa chính[^]*HOLDS the master key/);
        const again = motcua('backup', ...record.where, '--to', whole);
        assert.equal(again.status, 1);
        assert.match(again.stderr, /file_exists/);
        const restore = motcua('restore', ...place.where, '--from', whole);
        assert.equal(restore.status, 0, restore.stderr);
        assert.match(restore.stdout, /Đã khôi phục và kiểm tra[^]*Restored and verified/);
        assert.equal(readFileSync(join(place.folder, 'master.key'), 'utf8'), readFileSync(key, 'utf8'));
        assert.equal(existsSync(join(place.folder, 'restoring')), false);
        const onto = motcua('restore', ...place.where, '--from', whole);
        assert.equal(onto.status, 1);
        assert.match(onto.stderr, /record_not_empty/);
        const plain = motcua('backup', ...record.where, '--to', join(disk, 'plain.backup'));
        assert.match(plain.stdout, /KHÔNG chứa khóa chính[^]*master\.key[^]*does NOT hold the master key/);
      } finally {
        place.remove();
      }
    });

    test('damaged, cut off, without its key, of something else: refused in words, and no record is left', () => {
      const bytes = readFileSync(file);
      const flipped = Buffer.from(bytes);
      flipped[bytes.length >> 1] ^= 0x40;
      const cases = [
        ['cut.backup', bytes.subarray(0, bytes.length - 100), /bị cụt sau dòng \d+.*too early.*backup_truncated, cut\.backup:\d+/],
        ['flipped.backup', flipped, /bị hỏng sau dòng \d+.*damaged.*backup_damaged, flipped\.backup:\d+/],
        ['text.backup', 'no backup', /backup_unknown/],
        ['keyless.backup', bytes, /--key.*backup_key_needed/],
      ];
      for (const [name, content, wanted] of cases) {
        const place = emptyPlace(engine);
        try {
          writeFileSync(join(disk, name), content);
          const args = name.startsWith('keyless') ? [] : ['--key', key];
          const { status, stdout, stderr } = motcua('restore', ...place.where, '--from', join(disk, name), ...args);
          assert.equal(status, 1, name);
          assert.equal(stdout, '');
          assert.match(stderr, wanted);
          assert.equal(motcua('verify', ...place.where).status, 1);
          assert.equal(existsSync(join(place.folder, 'restoring')), false);
          // The place is still empty: a good copy goes there.
          assert.equal(motcua('restore', ...place.where, '--from', file, '--key', key).status, 0);
        } finally {
          place.remove();
        }
      }
    });

    test('a restore that is killed is no record, and the next try begins anew', async () => {
      const place = emptyPlace(engine);
      try {
        const child = spawn(binary, ['restore', ...place.where, '--from', file, '--key', key], { stdio: 'ignore' });
        const gone = new Promise((done) => child.once('exit', done));
        while (!existsSync(join(place.folder, 'restoring'))) await new Promise((done) => setTimeout(done, 5));
        child.kill('SIGKILL');
        await gone;
        if (existsSync(join(place.folder, 'restoring'))) {
          for (const command of [['verify'], ['serve', '--port', '0'], ['user', 'list']]) {
            const { status, stderr } = motcua(...command, ...place.where);
            assert.equal(status, 1);
            assert.match(stderr, /restore_unfinished/);
          }
        }
        const again = motcua('restore', ...place.where, '--from', file, '--key', key);
        if (engine === 'sqlite') assert.equal(again.status, 0, again.stderr);
        else assert.ok(again.status === 0 || /restore_database_unfinished/.test(again.stderr), again.stderr);
      } finally {
        place.remove();
      }
    });
  });
}

test('usage: 2 without --to or --from; a disk that is not mounted is named', () => {
  assert.equal(motcua('backup').status, 2);
  assert.equal(motcua('restore').status, 2);
  const record = makeRecord('sqlite');
  try {
    const { status, stderr } = motcua('backup', ...record.where, '--to', '/not/mounted/x.backup');
    assert.equal(status, 1);
    assert.match(stderr, /\/not\/mounted.*folder_missing/);
  } finally {
    record.remove();
  }
});

test('a full disk is named, and no half of a file is left', { skip: noMounts ?? false }, () => {
  const record = makeRecord('sqlite');
  const disk = mkdtempSync(join(tmpdir(), 'motcua-full-'));
  // The program on a small disk of its own, and what then lies there.
  const onSmallDisk = (...args) => {
    const left = ['bash', '-c', 'disk=$1; shift; "$@"; status=$?; ls -A "$disk"; exit $status', 'left', disk, binary];
    const [program, ...rest] = [...within('mount -t tmpfs -o size=256k none "$1"', disk), ...left, ...args];
    return spawnSync(program, rest, { encoding: 'utf8' });
  };
  try {
    const { status, stdout, stderr } = onSmallDisk('backup', ...record.where, '--to', disk);
    assert.equal(status, 1);
    assert.match(stderr, /hết chỗ.*disk_full/s);
    assert.equal(stdout, '', 'half of a file is left');
    const whole = join(record.where[1], 'whole.backup');
    assert.equal(motcua('backup', ...record.where, '--to', whole).status, 0);
    const onto = onSmallDisk('restore', '--data', disk, '--from', whole, '--key', join(record.where[1], 'master.key'));
    assert.equal(onto.status, 1);
    assert.match(onto.stderr, /disk_full/);
    assert.doesNotMatch(onto.stdout, /restoring/);
  } finally {
    record.remove();
    rmSync(disk, { recursive: true, force: true });
  }
});
