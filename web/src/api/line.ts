// Whether the server can be reached. When a request fails on the way, the banner is shown and /health is asked until it
// answers; nothing that a person typed depends on it.
import { Store } from '../ui/store';

export const line = new Store<'up' | 'down'>('up');
const kAgainAfter = 3000; // milliseconds
let waiting: ReturnType<typeof setTimeout> | undefined;

async function ask(): Promise<void> {
  waiting = undefined;
  try {
    if ((await fetch('/health', { cache: 'no-store', signal: AbortSignal.timeout(kAgainAfter) })).ok) return line.set('up');
  } catch {
    // still down
  }
  lineDown();
}

export function lineDown(): void {
  line.set('down');
  waiting ??= setTimeout(() => void ask(), kAgainAfter);
}

export function lineUp(): void {
  if (!navigator.onLine) return; // an answer that was on its way before
  clearTimeout(waiting);
  waiting = undefined;
  line.set('up');
}

export function watchLine(): void {
  window.addEventListener('offline', lineDown);
  window.addEventListener('online', () => void ask());
}
