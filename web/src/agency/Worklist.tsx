// What waits in a unit, ordered by what falls due. The counts come with the list and are those of the whole list.
import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { rest, take, type Schemas } from '../api/client';
import { presence, type Session } from '../api/session';
import { dayAndHour } from '../ui/dates';
import { useNow } from '../ui/now';
import { useScreenKeys } from '../ui/screenKeys';
import { dueOf, standing } from '../ui/standing';
import { StandingMark } from '../ui/Hero';
import { useStore } from '../ui/store';
import { Trouble } from '../ui/Trouble';
import { useKeys } from '../ui/useKeys';
import { useTitle } from '../ui/useTitle';

export interface WorklistSearch {
  unit?: string;
  state?: number;
  late?: boolean;
}

type Entry = Schemas['WorklistEntry'];

const kShown = [
  { name: 'show_all', search: {} },
  { name: 'show_late', search: { late: true } },
  { name: 'show_online', search: { state: 1 } },
  { name: 'show_received', search: { state: 2 } },
  { name: 'show_deciding', search: { state: 4 } },
  { name: 'show_done', search: { state: 9 } },
] as const;
const kPage = 50;
const kScreenKeys = [
  { keys: ['↑', '↓'], says: 'agency:keys.rows' },
  { keys: ['Enter'], says: 'agency:keys.open' },
  { keys: ['R'], says: 'agency:keys.refresh' },
];

export function unitsOf(session: Session): { id: string; name: string }[] {
  const named = new Map<string, string>();
  for (const right of session.rights) {
    if (['counter', 'specialist', 'head', 'inspector'].includes(right.role)) named.set(right.unit, right.unit_name ?? right.unit);
  }
  return [...named].map(([id, name]) => ({ id, name }));
}

export function useWorklist(search: WorklistSearch) {
  return useInfiniteQuery({
    queryKey: ['worklist', search],
    queryFn: ({ pageParam }) => take(rest.GET('/worklist', { params: { query: { ...search, after: pageParam, limit: kPage } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

function Row({ entry, now }: { entry: Entry; now: Date }) {
  const { t, i18n } = useTranslation('agency');
  const code = entry.code ?? entry.submission ?? '';
  const due = dueOf(entry);
  return (
    <tr>
      <td className="number">
        {due && dayAndHour(due)}
        {!entry.promised_due && entry.reception_due && <span className="quiet small"> {t('reception_due')}</span>}
      </td>
      <td>
        <StandingMark standing={standing(entry, now)} />
      </td>
      <td className="code-cell">
        <Link to="/dossiers/$code" params={{ code }} className="mono row-link">
          {code}
        </Link>
        {entry.simulated && <span className="quiet small"> {t('simulated')}</span>}
      </td>
      <td lang="vi" className="wide-cell">
        <span className="procedure" title={entry.procedure.name}>
          {entry.procedure.name}
        </span>
      </td>
      <td className="short">{i18n.language === 'vi' ? entry.state.label_vi : entry.state.label_en}</td>
      <td className="short">{entry.handler ?? <span className="quiet">{t('nobody')}</span>}</td>
    </tr>
  );
}

function Rows({ entries }: { entries: Entry[] }) {
  const { t } = useTranslation('agency');
  const now = useNow();
  const body = useRef<HTMLTableSectionElement>(null);
  function move(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const links = [...(body.current?.querySelectorAll<HTMLAnchorElement>('.row-link') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    links[Math.min(links.length - 1, Math.max(0, at + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus();
  }
  return (
    <div className="table-place">
      <table className="rows" onKeyDown={move}>
        <thead>
          <tr>
            <th scope="col" className="number">{t('column.due')}</th>
            <th scope="col">{t('column.standing')}</th>
            <th scope="col">{t('column.code')}</th>
            <th scope="col">{t('column.procedure')}</th>
            <th scope="col">{t('column.state')}</th>
            <th scope="col">{t('column.handler')}</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {entries.map((entry) => (
            <Row key={entry.code ?? entry.submission} entry={entry} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Choices({ session, search }: { session: Session; search: WorklistSearch }) {
  const { t } = useTranslation('agency');
  const navigate = useNavigate();
  const units = unitsOf(session);
  return (
    <div className="list-choices">
      {units.length > 1 && (
        <NativeSelect
          label={t('unit')}
          value={search.unit ?? session.unit}
          onChange={(event) => void navigate({ to: '/worklist', search: { ...search, unit: event.currentTarget.value } })}
          data={units.map((unit) => ({ value: unit.id, label: unit.name }))}
        />
      )}
      <nav aria-label={t('filter')} className="filters">
        {kShown.map((one) => (
          <Link key={one.name} to="/worklist" search={{ unit: search.unit, ...one.search }} activeOptions={{ exact: true, includeSearch: true }}>
            {t(one.name)}
          </Link>
        ))}
      </nav>
    </div>
  );
}

const route = getRouteApi('/worklist');

export function Worklist() {
  const { t } = useTranslation('agency');
  const search = route.useSearch();
  const here = useStore(presence);
  const list = useWorklist(search);
  const first = useRef<HTMLElement>(null);
  useTitle(t('worklist_title'));
  useScreenKeys(kScreenKeys);
  useKeys(
    [{ key: 'r', act: 'refresh', outside: true }, { key: 'ArrowDown', act: 'enter', outside: true }],
    { refresh: () => void list.refetch(), enter: () => first.current?.querySelector<HTMLElement>('.row-link')?.focus() },
    here.kind !== 'in',
  );
  if (!('session' in here)) return null;
  const counts = list.data?.pages[0]?.counts;
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = search.state !== undefined || search.late !== undefined;
  const unit = unitsOf(here.session).find((one) => one.id === (search.unit ?? here.session.unit));
  return (
    <main id="content" className="wide" tabIndex={-1} ref={first}>
      <div className="title-row">
        <h1>
          {t('worklist_title')} <span className="quiet light">{unit?.name}</span>
        </h1>
        <Button variant="default" size="compact-md" loading={list.isFetching} onClick={() => void list.refetch()}>
          {t('refresh')} <kbd>R</kbd>
        </Button>
      </div>
      <Choices session={here.session} search={search} />
      <p role="status" className="counts">{counts && t('counts', { ...counts })}</p>
      {list.isPending && <Skeletons />}
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.isSuccess && entries.length === 0 && <p className="empty">{t(filtered ? 'empty_filter' : 'empty')}</p>}
      {entries.length > 0 && <Rows entries={entries} />}
      {list.hasNextPage && (
        <Button className="more" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </main>
  );
}

function Skeletons() {
  const { t } = useTranslation('ui');
  return (
    <div role="status" aria-label={t('loading')} className="skeletons">
      {[1, 2, 3, 4, 5, 6].map((row) => (
        <Skeleton key={row} height={36} />
      ))}
    </div>
  );
}
