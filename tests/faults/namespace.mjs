// Mounts that only one process sees: a small disk, a file that may only be read.
import { spawnSync } from 'node:child_process';

const kWays = [['unshare', '-m'], ['unshare', '-Urm']];
const found = kWays.find(([program, ...flags]) => spawnSync(program, [...flags, 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0);

/** Why nothing can be mounted here; null when it can. */
export const noMounts = found ? null : 'this machine lets nobody mount (unshare -m, unshare -Urm)';

/** The beginning of a command that runs `script` in a mount namespace of its own and then what follows. */
export function within(script, ...args) {
  return [...found, 'bash', '-ec', `${script}\nshift ${args.length}\nexec "$@"`, 'within', ...args];
}

/** A path as that process sees it. */
export function seenBy(pid, path) {
  return `/proc/${pid}/root${path}`;
}
