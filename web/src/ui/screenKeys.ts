// The keys of the screen that is open, for the list that `?` shows; `says` names a text.
import { useEffect } from 'react';
import { Store } from './store';

export interface ScreenKey {
  keys: string[];
  says: string;
}

const kNone: ScreenKey[] = [];
export const screenKeys = new Store<ScreenKey[]>(kNone);

export function useScreenKeys(keys: ScreenKey[]): void {
  useEffect(() => {
    screenKeys.set(keys);
    return () => screenKeys.set(kNone);
  }, [keys]);
}
