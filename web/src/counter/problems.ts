// What the server refused, by the place in the body that it names, so that it stands at its field.
import { createContext, useContext } from 'react';
import type { Problem } from '../api/client';

export const Problems = createContext<Problem | undefined>(undefined);

export function useProblemAt(where: string): string | undefined {
  const problem = useContext(Problems);
  return problem && (problem.where === where || problem.where?.startsWith(`${where}/`)) ? problem.detail : undefined;
}

/** The field that shows this place or the nearest one above it. */
export function fieldAt(form: HTMLElement, where: string | undefined): HTMLElement | null {
  for (let path = where ?? ''; path !== ''; path = path.slice(0, path.lastIndexOf('/'))) {
    const found = form.querySelector<HTMLElement>(`[data-where="${CSS.escape(path)}"]`);
    if (found) return found;
  }
  return null;
}
