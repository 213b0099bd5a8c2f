import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { rest, take, type Schemas } from '../api/client';
import { dayAndHour } from '../ui/dates';
import { Trouble } from '../ui/Trouble';

type Entry = Schemas['TimelineEntry'];

async function wholeTimeline(code: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  let after: string | undefined;
  do {
    const page = await take(rest.GET('/dossiers/{code}/timeline', { params: { path: { code }, query: { after } } }));
    entries.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  return entries;
}

export function Timeline({ code, version }: { code: string; version: number }) {
  const { t } = useTranslation('agency');
  const read = useQuery({ queryKey: ['dossier', code, 'timeline', version], queryFn: () => wholeTimeline(code), placeholderData: (before) => before });
  return (
    <section>
      <h2>{t('timeline')}</h2>
      {read.isPending && <Skeleton height={160} />}
      {read.isError && <Trouble error={read.error} again={() => void read.refetch()} />}
      <ol className="timeline">
        {read.data?.map((entry) => (
          <li key={entry.version}>
            <time dateTime={entry.at} className="number">
              {dayAndHour(entry.at)}
            </time>
            <div>
              <strong>{entry.text}</strong>
              <br />
              <span className="quiet small">
                {[entry.actor.account ?? entry.actor.rule, entry.actor.unit?.name].filter(Boolean).join(', ')}
                {entry.occurred_at !== entry.at && `; ${t('legal_instant', { at: dayAndHour(entry.occurred_at) })}`}
                {entry.basis && `; ${entry.basis}`}
              </span>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
