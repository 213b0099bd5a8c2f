// A simulated stretch: the same journal from the same seed on both engines, marked wherever a dossier is shown, refused where
// it would lie, and whole when it is interrupted.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { binary, engines, makeRecord, psql, root, serve, signIn } from '../binary.mjs';
import { operations } from '../contract/openapi.mjs';

const kArgs = ['--days', '12', '--per-day', '40', '--seed', '7', '--from', '2026-03-02'];
const kQuickly = 60_000; // under 10 s on a quiet machine; the bound leaves room for one that builds beside
const kWard = 'H26.local.ward-00004';

function motcua(...args) {
  return spawnSync(binary, args, { encoding: 'utf8', maxBuffer: 1 << 24 });
}

function freshPlace(engine) {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-simulate-'));
  const where = ['--data', folder];
  let remove = () => rmSync(folder, { recursive: true, force: true });
  if (engine === 'postgres') {
    const server = process.env.MOTCUA_TEST_POSTGRES;
    const name = `motcua_simulate_${process.pid}_${randomBytes(3).toString('hex')}`;
    psql(server, `CREATE DATABASE ${name}`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    where.push('--database', url.href);
    remove = () => {
      psql(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      rmSync(folder, { recursive: true, force: true });
    };
  }
  return { where, folder, remove };
}

const verified = (where) => JSON.parse(motcua('verify', ...where, '--json').stdout);

describe('a simulated stretch', () => {
  const places = [];
  const roots = {};
  let report;
  let place;
  before(() => {
    for (const engine of ['sqlite', ...engines]) {
      const one = freshPlace(engine);
      places.push(one);
      const { status, stdout, stderr } = motcua('simulate', ...one.where, ...kArgs, '--json');
      assert.equal(status, 0, stderr);
      report = JSON.parse(stdout);
      place = places[0];
      const { root, boards } = verified(one.where);
      assert.equal(boards, 'equal');
      (roots[engine] ??= []).push(root);
    }
  });
  after(() => places.forEach(({ remove }) => remove()));

  test('has one root for one seed, on both engines, and another for another seed', () => {
    assert.equal(new Set(Object.values(roots).flat()).size, 1, JSON.stringify(roots));
    const other = freshPlace('sqlite');
    try {
      assert.equal(motcua('simulate', ...other.where, ...kArgs, '--seed', '8').status, 2, 'one seed only');
      const args = kArgs.map((arg) => (arg === '7' ? '8' : arg));
      assert.equal(motcua('simulate', ...other.where, ...args).status, 0);
      assert.notEqual(verified(other.where).root, roots.sqlite[0]);
    } finally {
      other.remove();
    }
  });

  test('is what was asked for: as many as said, all rules kept, some late, most in time', () => {
    assert.ok(Math.abs(report.dossiers - 400) < 60, JSON.stringify(report));
    assert.deepEqual(report.refused, {});
    assert.ok(report.late > 0 && report.late < report.dossiers / 5, JSON.stringify(report));
    assert.ok(report.from >= '2026-03-02T08:00' && report.until < '2026-03-14', JSON.stringify(report));
    assert.equal(report.interrupted, false);
  });

  test('the master key is not made from the seed', () => {
    const keys = places.map(({ folder }) => readFileSync(join(folder, 'master.key'), 'utf8'));
    assert.equal(new Set(keys).size, keys.length);
  });

  test('its dossiers are marked wherever they are shown, lie in the period, and nobody can sign in as its officers', async () => {
    const setup = motcua('setup', ...place.where, '--accept-clock'); // the last event is long ago
    assert.equal(setup.status, 0, setup.stderr);
    const passwords = Object.fromEntries([...setup.stdout.matchAll(/^demo (\S+) (\S+)$/gm)].map(([, login, password]) => [login, password]));
    const server = await serve({ where: place.where });
    try {
      const { token } = await signIn(server.base, { passwords }, 'inspector');
      const get = async (path) => {
        const answer = await fetch(`${server.base}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
        assert.equal(answer.status, 200, path);
        return answer.json();
      };
      for (const { code, secret, unit } of report.samples) {
        assert.equal((await get(`/dossiers/${code}`)).simulated, true);
        const tracked = await get(`/tracking/${code}?secret=${secret}`);
        assert.equal(tracked.simulated, true);
        assert.equal(tracked.receipt.simulated, true);
        assert.match(tracked.receipt.received_from.name, /\(giả định\)$/);
        assert.equal((await get(`/tracking/${code}`)).simulated, true);
        for (const { at } of (await get(`/dossiers/${code}/timeline`)).items) assert.ok(at >= '2026-03-02' && at < '2026-03-14', at);
        const { items } = await get(`/worklist?unit=${unit}`);
        assert.ok(items.every(({ simulated }) => simulated === true));
      }
      assert.ok((await get('/register')).items.every(({ simulated }) => simulated === true));
      const accounts = JSON.parse(motcua('user', 'list', '--json', ...place.where).stdout).filter(({ login }) => login.startsWith('sim-'));
      assert.equal(accounts.length, report.accounts);
      assert.ok(accounts.every(({ disabled }) => disabled));
      const tried = await fetch(`${server.base}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ account: accounts[0].login, password: 'mot mat khau thu' }),
      });
      assert.equal(tried.status, 401);
      const asked = { ...operations.take_in.body.warned.value, simulated: true };
      const counter = await signIn(server.base, { passwords }, 'counter');
      const refused = await fetch(`${server.base}/api/v1/dossiers`, {
        method: 'POST',
        headers: { authorization: `Bearer ${counter.token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify(asked),
      });
      assert.equal((await refused.json()).code, 'field_unknown', 'no request can set the mark');
    } finally {
      await server.stop();
    }
  });
});

describe('what `./dev run` makes of a new record', () => {
  const script = readFileSync(join(root, 'dev'), 'utf8');
  const [, args] = script.match(/motcua simulate "\$\{@:2\}" (.+?) \|\|/);
  let place;
  let simulated;
  let millis;
  before(() => {
    place = freshPlace('sqlite');
    millis = Date.now();
    simulated = motcua('simulate', ...place.where, ...args.split(' '));
    millis = Date.now() - millis;
  });
  after(() => place.remove());

  test('is quickly made and prints two codes with their secrets', () => {
    assert.equal(simulated.status, 0, simulated.stderr);
    assert.ok(millis <= kQuickly, `${millis} ms`);
    const samples = [...simulated.stdout.matchAll(/^sample (H26\.00004-\d{6}-\d{4}) ([A-Z2-9]{6}) (open|delivered)$/gm)];
    assert.deepEqual(samples.map(([, , , how]) => how), ['open', 'delivered']);
    const behind = motcua('simulate', ...place.where, ...args.split(' '));
    assert.match(behind.stderr, /simulation_before_last_event/, 'it is not made twice');
  });

  test('leaves no screen of the demo accounts empty, up to the last working day', async () => {
    const setup = motcua('setup', ...place.where);
    assert.equal(setup.status, 0, setup.stderr);
    const passwords = Object.fromEntries([...setup.stdout.matchAll(/^demo (\S+) (\S+)$/gm)].map(([, login, password]) => [login, password]));
    const server = await serve({ where: place.where });
    try {
      for (const account of ['counter', 'specialist', 'head']) {
        const { token } = await signIn(server.base, { passwords }, account);
        const worklist = await (await fetch(`${server.base}/api/v1/worklist`, { headers: { authorization: `Bearer ${token}` } })).json();
        assert.ok(worklist.counts.open > 0, account);
      }
      const { items } = await (await fetch(`${server.base}/api/v1/register`)).json();
      assert.ok(items.length >= 20);
      const days = items.map(({ received_on }) => Date.parse(received_on));
      assert.ok(Date.now() - Math.max(...days) < 12 * 86_400_000, 'even after Tết it is recent');
    } finally {
      await server.stop();
    }
  });
});

describe('with --open and --unit', () => {
  test('about so many are left open, all at that desk', () => {
    const place = freshPlace('sqlite');
    try {
      const { status, stdout, stderr } = motcua('simulate', ...place.where, ...kArgs, '--open', '120', '--unit', kWard, '--json');
      assert.equal(status, 0, stderr);
      const { open, samples } = JSON.parse(stdout);
      assert.ok(Math.abs(open - 120) <= 18, stdout);
      assert.ok(samples.every(({ code }) => code.startsWith('H26.00004-')), stdout);
    } finally {
      place.remove();
    }
  });
});

describe('is refused in words', () => {
  const cases = [
    ['beyond now', ['--days', '5', '--from', '2199-01-05'], /simulation_beyond_now, --days/],
    ['on days off only', ['--days', '2', '--from', '2026-03-07'], /simulation_without_days, --days/],
    ['at a unit that is none', ['--days', '2', '--from', '2026-03-02', '--unit', 'nowhere'], /unit_unknown, --unit/],
    ['from a day that is none', ['--from', '2026-02-30'], /date_malformed, --from/],
  ];
  for (const [name, args, wanted] of cases) {
    test(name, () => {
      const place = freshPlace('sqlite');
      try {
        const { status, stdout, stderr } = motcua('simulate', ...place.where, ...args);
        assert.equal(status, 1);
        assert.equal(stdout, '');
        assert.match(stderr, wanted);
      } finally {
        place.remove();
      }
    });
  }
  test('wrong usage is 2', () => {
    for (const args of [['--days', '0'], ['--per-day', 'x'], ['--open', '-1']]) assert.equal(motcua('simulate', ...args).status, 2, args);
  });
  test('before the last event', () => {
    const record = makeRecord('sqlite');
    try {
      const { status, stderr } = motcua('simulate', ...record.where, ...kArgs);
      assert.equal(status, 1);
      assert.match(stderr, /trước sự kiện cuối.*before the last recorded event.*simulation_before_last_event, --from/);
    } finally {
      record.remove();
    }
  });
  test('while the record is served', async () => {
    const record = makeRecord('sqlite');
    const server = await serve(record);
    try {
      assert.match(motcua('simulate', ...record.where, ...kArgs).stderr, /folder_in_use/);
    } finally {
      await server.stop();
      record.remove();
    }
  });
});

for (const engine of engines) {
  test(`on ${engine}, interrupted it says what was written, the record is whole, and a later stretch goes on`, async () => {
    const place = freshPlace(engine);
    try {
      const args = ['simulate', ...place.where, '--days', '60', '--per-day', '300', '--seed', '3', '--from', '2026-01-05'];
      const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      child.stdout.on('data', (text) => (said += text));
      const ended = new Promise((done) => child.once('exit', (status) => done(status)));
      const dossiers = () => /"login":"sim-/.test(motcua('user', 'list', '--json', ...place.where).stdout);
      while (!existsSync(join(place.folder, 'master.key')) || !dossiers()) await new Promise((done) => setTimeout(done, 100));
      child.kill('SIGINT');
      assert.equal(await ended, 1);
      assert.match(said, /Đã dừng giữa chừng\. \d+ hồ sơ giả định[^]*Interrupted\. \d+ simulated dossiers/);
      assert.equal(verified(place.where).boards, 'equal');
      const later = motcua('simulate', ...place.where, '--days', '3', '--per-day', '20', '--from', '2026-04-06', '--json');
      assert.equal(later.status, 0, later.stderr);
      assert.ok(JSON.parse(later.stdout).dossiers > 30);
      assert.equal(verified(place.where).boards, 'equal');
    } finally {
      place.remove();
    }
  });
}

test('real dossiers and simulated ones are not mixed', async () => {
  const record = makeRecord('sqlite');
  try {
    const server = await serve(record);
    try {
      const controller = await signIn(server.base, record, 'controller');
      const counter = await signIn(server.base, record, 'counter');
      const send = (token, path, body) =>
        fetch(`${server.base}/api/v1${path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
          body: JSON.stringify(body),
        });
      assert.equal((await send(controller.token, '/procedures/1.001193/versions', operations.publish_procedure.body.birth.value)).status, 201);
      const intake = { ...operations.take_in.body.warned.value, point: counter.point, place: { unit: kWard } };
      assert.equal((await send(counter.token, '/dossiers', intake)).status, 201);
    } finally {
      await server.stop();
    }
    const { stderr } = motcua('simulate', ...record.where, ...kArgs);
    assert.match(stderr, /record_holds_real_dossiers/);
  } finally {
    record.remove();
  }
});
