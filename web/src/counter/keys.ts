// Every key of the counter. What a key does while a dossier is typed in must work inside of fields, so these are function
// keys and Ctrl+Enter; letters mean something on a row of papers or fees only (rows.ts).
import type { Binding } from '../ui/keys';
import type { ScreenKey } from '../ui/screenKeys';

export type CounterAct = 'receive' | 'next' | 'park' | 'take_up' | 'another' | 'wrong_door' | 'section_down' | 'section_up' | 'print' | 'print_large';

export const kCounterKeys: readonly Binding<CounterAct>[] = [
  { key: 'Ctrl+Enter', act: 'receive' },
  { key: 'F2', act: 'next' },
  { key: 'F4', act: 'park' },
  { key: 'F6', act: 'take_up' },
  { key: 'F7', act: 'another' },
  { key: 'F8', act: 'wrong_door' },
  { key: 'PageDown', act: 'section_down' },
  { key: 'PageUp', act: 'section_up' },
  { key: 'p', act: 'print', outside: true },
  { key: 'l', act: 'print_large', outside: true },
];

export const kCounterList: ScreenKey[] = [
  { keys: ['Enter'], says: 'counter:keys.enter' },
  { keys: ['PageDown', 'PageUp'], says: 'counter:keys.sections' },
  { keys: ['1', '…', '9', 'Enter'], says: 'counter:keys.favourites' },
  { keys: ['Ctrl+Enter'], says: 'counter:keys.receive' },
  { keys: ['F4'], says: 'counter:keys.park' },
  { keys: ['F6'], says: 'counter:keys.take_up' },
  { keys: ['F7'], says: 'counter:keys.another' },
  { keys: ['F8'], says: 'counter:keys.wrong_door' },
  { keys: ['F2'], says: 'counter:keys.next' },
  { keys: ['Space'], says: 'counter:keys.tick' },
  { keys: ['C', 'S', 'X', 'D'], says: 'counter:keys.kinds' },
  { keys: ['1', '…', '9', '+', '-'], says: 'counter:keys.count' },
  { keys: ['A'], says: 'counter:keys.all' },
  { keys: ['T'], says: 'counter:keys.paid' },
  { keys: ['P'], says: 'counter:keys.print' },
  { keys: ['L'], says: 'counter:keys.print_large' },
];
