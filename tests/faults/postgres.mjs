// A PostgreSQL of the test's own, to be stopped and started again on its port, and a proxy before it that cuts the line
// at the worst moment.
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../binary.mjs';

const kPrograms = '/usr/lib/postgresql/15/bin';

/** Why no server of our own can be started here; null when it can. */
export function noPostgres() {
  return existsSync(`${kPrograms}/postgres`) ? null : `no PostgreSQL 15 in ${kPrograms}`;
}

/** PostgreSQL refuses to run as root. */
function someone() {
  if (process.getuid() !== 0) return {};
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export class Postgres {
  #folder = mkdtempSync('/var/tmp/motcua-faults-');
  #who = someone();
  #child;
  #port;
  #more;

  /** `more`: environment for the server, e.g. what makes its disk slow. */
  static async make(more = {}) {
    const made = new Postgres();
    made.#more = more;
    made.#port = await freePort();
    if (made.#who.uid !== undefined) chownSync(made.#folder, made.#who.uid, made.#who.gid);
    const settings = ['-D', `${made.#folder}/cluster`, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'];
    execFileSync(`${kPrograms}/initdb`, settings, { ...made.#who, cwd: made.#folder, stdio: 'ignore' });
    await made.start();
    return made;
  }

  get port() {
    return this.#port;
  }

  get server() {
    return `postgresql://postgres@127.0.0.1:${this.#port}/postgres`;
  }

  async start() {
    const settings = ['listen_addresses=127.0.0.1', `port=${this.#port}`, `unix_socket_directories=${this.#folder}`, 'fsync=on'];
    const args = ['-D', `${this.#folder}/cluster`, ...settings.flatMap((one) => ['-c', one])];
    this.#child = spawn(`${kPrograms}/postgres`, args, { ...this.#who, cwd: this.#folder, stdio: 'ignore', env: { ...process.env, ...this.#more } });
    for (let i = 0; i < 300; i++) {
      try {
        execFileSync(`${kPrograms}/pg_isready`, ['-q', '-h', '127.0.0.1', '-p', String(this.#port)]);
        return;
      } catch {
        await sleep(100);
      }
    }
    throw new Error('PostgreSQL does not start');
  }

  /** Fast shutdown: breaks off what is connected. */
  async stop() {
    if (!this.#child || this.#child.exitCode !== null) return;
    const ended = new Promise((done) => this.#child.once('exit', done));
    this.#child.kill('SIGINT');
    await ended;
  }

  async remove() {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Passes bytes on; `cut` says what happens at the next COMMIT, `refuses` whether anybody may connect. */
export class Proxy {
  #server;
  #to;
  cut = null; // 'before': the COMMIT never arrives; 'after': it does, and its answer is lost
  refuses = false;
  cuts = 0;

  static async before(port) {
    const made = new Proxy();
    made.#to = port;
    made.#server = createServer((client) => made.#pass(client));
    await new Promise((done) => made.#server.listen(0, '127.0.0.1', done));
    return made;
  }

  get port() {
    return this.#server.address().port;
  }

  #pass(client) {
    if (this.refuses) return client.destroy();
    const server = connect(this.#to, '127.0.0.1');
    const end = () => {
      client.destroy();
      server.destroy();
    };
    let deaf = false;
    client.on('data', (bytes) => {
      if (!this.cut || !bytes.includes('COMMIT\0')) return server.write(bytes);
      const how = this.cut;
      this.cut = null;
      this.cuts += 1;
      if (how === 'before') return end();
      deaf = true;
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (deaf) {
        this.refuses = this.refusesAfterCut ?? false;
        return end(); // the server has answered: the commit is done
      }
      client.write(bytes);
    });
    for (const socket of [client, server]) socket.on('error', end).on('close', end);
  }

  close() {
    this.#server.close();
  }
}
