// What lies on this desk: the intake that is open and those that are parked. In the memory of this tab only: a counter's PC
// is shared and these are personal data, so nothing is written anywhere, and the browser asks before the tab goes away.
import { presence } from '../api/session';
import { Store } from '../ui/store';
import { isDone, isEmpty, newIntake, type Intake } from './intake';

export interface Desk {
  point: string; // whose desk this is; an officer of another point does not see it
  open: Intake;
  parked: Intake[];
}

export const makeId = (): string => crypto.randomUUID();
const fresh = (point: string): Desk => ({ point, open: newIntake(makeId), parked: [] });

export const desk = new Store<Desk>(fresh(''));

export function deskFor(point: string): void {
  if (desk.get().point !== point) desk.set(fresh(point));
}

export const change = (how: (intake: Intake) => Intake): void => desk.update((now) => ({ ...now, open: how(now.open) }));

/** Puts aside what is open, if there is anything in it, and begins anew. */
export function park(): void {
  desk.update((now) => {
    const kept = isEmpty(now.open) || isDone(now.open) ? now.parked : [...now.parked, now.open];
    return { ...now, open: newIntake(makeId), parked: kept };
  });
}

export function takeUp(id?: string): void {
  desk.update((now) => {
    const wanted = now.parked.find((one) => one.id === id) ?? now.parked[0];
    if (!wanted) return now;
    const others = now.parked.filter((one) => one !== wanted);
    const kept = isEmpty(now.open) || isDone(now.open) ? others : [...others, now.open];
    return { ...now, open: wanted, parked: kept };
  });
}

export const begin = (intake: Intake): void => desk.update((now) => ({ ...now, open: intake }));
export const discard = (): void => begin(newIntake(makeId));

export const holdsSomething = (now: Desk): boolean => now.parked.length > 0 || !(isEmpty(now.open) || isDone(now.open));

window.addEventListener('beforeunload', (event) => {
  if (holdsSomething(desk.get())) event.preventDefault();
});

// Who signs out takes the forms off the desk; who locks it leaves them for the next officer of the point.
presence.subscribe(() => {
  if (presence.get().kind === 'out') desk.set(fresh(''));
});
