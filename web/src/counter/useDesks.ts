// At which points this account takes dossiers in: those that its rights name, and every point of a unit where a right names
// none.
import { useQueries } from '@tanstack/react-query';
import { rest, take } from '../api/client';
import type { Session } from '../api/session';

export interface DeskPlace {
  point: string;
  name: string;
  home: { id: string; name: string }; // the unit, first guess of every place
}

export function useDesks(session: Session | undefined): DeskPlace[] {
  const rights = session?.rights.filter((right) => right.role === 'counter') ?? [];
  const whole = rights.filter((right) => !right.point);
  const lists = useQueries({
    queries: whole.map((right) => ({
      queryKey: ['points', right.unit],
      queryFn: () => take(rest.GET('/points', { params: { query: { unit: right.unit, limit: 200 } } })),
      staleTime: Infinity,
    })),
  });
  const desks = new Map<string, DeskPlace>();
  for (const right of rights) {
    if (right.point) desks.set(right.point, { point: right.point, name: right.point_name ?? right.point, home: { id: right.unit, name: right.unit_name ?? right.unit } });
  }
  whole.forEach((right, at) => {
    for (const point of lists[at]?.data?.items ?? []) desks.set(point.id, { point: point.id, name: point.name, home: { id: right.unit, name: right.unit_name ?? right.unit } });
  });
  return [...desks.values()];
}
