// One dossier: its date first, what there is to do now, then what is known and what happened.
import { Alert, Button, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal, rest, take } from '../api/client';
import { presence, type Session } from '../api/session';
import { dayAndHour } from '../ui/dates';
import { Hero } from '../ui/Hero';
import { money } from '../ui/money';
import { useNow } from '../ui/now';
import { useScreenKeys } from '../ui/screenKeys';
import { dueOf, standing } from '../ui/standing';
import { useStore } from '../ui/store';
import { Trouble } from '../ui/Trouble';
import { useKeys } from '../ui/useKeys';
import { useTitle } from '../ui/useTitle';
import { ActDialog } from './ActDialog';
import { doings, type Doing, type Dossier as DossierView } from './acts';
import { Particulars } from './Particulars';
import { Timeline } from './Timeline';

const kDigits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const kActKeys = kDigits.map((key) => ({ key, act: key, outside: true as const }));
const kScreenKeys = [
  { keys: ['1', '2', '3'], says: 'agency:keys.act' },
  { keys: ['B'], says: 'agency:keys.back' },
];

function Facts({ dossier }: { dossier: DossierView }) {
  const { t } = useTranslation('agency');
  const lines: [string, string | undefined][] = [
    [t('received_at'), dossier.received_at && dayAndHour(dossier.received_at)],
    [t('submitted_at'), dossier.submitted_at && dayAndHour(dossier.submitted_at)],
    [t('statutory_due'), dossier.statutory_due && dayAndHour(dossier.statutory_due)],
    [t('limit'), dossier.limit?.text],
    [t('case'), dossier.case?.name],
    [t('received_by_point'), dossier.receiving_point.name + (dossier.boundary_free ? ` (${t('boundary_free')})` : '')],
    [t('deciding_unit'), dossier.deciding_unit?.name],
    [t('handler'), dossier.handler ?? t('nobody')],
    [t('delivery'), t(`delivery_way.${dossier.delivery_way}`)],
  ];
  return (
    <dl className="facts">
      {lines.map(([name, text]) => text && (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Papers({ dossier }: { dossier: DossierView }) {
  const { t, i18n } = useTranslation('agency');
  const language = i18n.language === 'en' ? 'en' : 'vi';
  return (
    <>
      {dossier.papers.length > 0 && (
        <section>
          <h2>{t('papers')}</h2>
          <ul className="lines">
            {dossier.papers.map((paper) => (
              <li key={paper.paper + paper.kind}>
                <span lang="vi">{paper.name}</span> <span className="quiet">{paper.quantity} {t(`paper_kind.${paper.kind}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {dossier.fees.length > 0 && (
        <section>
          <h2>{t('fees')}</h2>
          <ul className="lines">
            {dossier.fees.map((fee) => (
              <li key={fee.line}>
                <span lang="vi">{fee.label}</span> × {fee.quantity}:{' '}
                {fee.amount_minor === undefined ? t('amount_unknown') : money(fee.amount_minor, fee.currency ?? 'VND', language)},{' '}
                {t(fee.paid ? 'paid' : 'unpaid')}
              </li>
            ))}
          </ul>
        </section>
      )}
      {dossier.results.length > 0 && (
        <section>
          <h2>{t('results')}</h2>
          <ul className="lines">
            {dossier.results.map((result) => (
              <li key={result.id}>
                {result.title} {result.number} <strong>{t(`result_kind.${result.kind}`)}</strong>
                {result.released_at && `, ${t('released', { at: dayAndHour(result.released_at) })}`}
                {result.delivered_at && `, ${t('delivered', { at: dayAndHour(result.delivered_at) })}`}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Acts({ dossier, session }: { dossier: DossierView; session: Session }) {
  const { t } = useTranslation('agency');
  const client = useQueryClient();
  const [doing, setDoing] = useState<Doing | null>(null);
  const [said, setSaid] = useState<{ text: string; good: boolean } | null>(null);
  const code = dossier.code ?? dossier.submission ?? '';
  const offered = doings(dossier, session);
  useKeys(kActKeys, Object.fromEntries(offered.map((one, at) => [kDigits[at], () => setDoing(one)])), doing !== null);
  async function reload() {
    await Promise.all([client.invalidateQueries({ queryKey: ['dossier', code] }), client.invalidateQueries({ queryKey: ['worklist'] })]);
  }
  return (
    <section className="acts" aria-label={t('acts')}>
      {said && (
        <Alert role={said.good ? 'status' : 'alert'} color="late">
          {said.text}
        </Alert>
      )}
      {offered.length === 0 && <p className="quiet">{t('no_acts')}</p>}
      <div className="buttons">
        {offered.map((one, at) => (
          <Button key={one} variant={at === 0 ? 'filled' : 'default'} onClick={() => setDoing(one)}>
            {t(`act.${one}`)} <kbd>{at + 1}</kbd>
          </Button>
        ))}
      </div>
      {doing && (
        <ActDialog
          dossier={dossier}
          doing={doing}
          session={session}
          close={() => setDoing(null)}
          done={(now) => {
            client.setQueryData(['dossier', code], now);
            void reload();
            setSaid({ text: t('act_done', { act: t(`act.${doing}`) }), good: true });
            setDoing(null);
          }}
          overtaken={(holder) => {
            void reload();
            setSaid({ text: holder ? t('held', { holder }) : t('stale'), good: false });
            setDoing(null);
          }}
        />
      )}
    </section>
  );
}

const route = getRouteApi('/dossiers/$code');

export function Dossier() {
  const { t, i18n } = useTranslation('agency');
  const { code } = route.useParams();
  const here = useStore(presence);
  const now = useNow();
  const navigate = useNavigate();
  const read = useQuery({ queryKey: ['dossier', code], queryFn: () => take(rest.GET('/dossiers/{code}', { params: { path: { code } } })) });
  useTitle(code);
  useScreenKeys(kScreenKeys);
  useKeys([{ key: 'b', act: 'back', outside: true }], { back: () => void navigate({ to: '/worklist' }) }, here.kind !== 'in');
  if (!('session' in here)) return null;
  if (read.isPending) return <Waiting />;
  if (read.isError) {
    const gone = isRefusal(read.error, 'not_found');
    return (
      <main id="content" className="narrow" tabIndex={-1}>
        <h1 className="mono">{code}</h1>
        {gone ? <p>{t('not_found')}</p> : <Trouble error={read.error} again={() => void read.refetch()} />}
      </main>
    );
  }
  const dossier = read.data;
  return (
    <main id="content" className="dossier" tabIndex={-1}>
      <header>
        <p className="mono">
          {dossier.code ?? dossier.submission}
          {dossier.simulated && <strong> {t('simulated')}</strong>}
        </p>
        <h1 lang="vi">{dossier.procedure.name}</h1>
        <p className="state">{i18n.language === 'vi' ? dossier.state.label_vi : dossier.state.label_en}</p>
      </header>
      <Hero due={dueOf(dossier)} standing={standing(dossier, now)} label={dossier.promised_due || !dossier.reception_due ? undefined : t('reception_due')} />
      <Acts key={code} dossier={dossier} session={here.session} />
      <div className="dossier-body">
        <div>
          <Facts dossier={dossier} />
          <Papers dossier={dossier} />
          <Particulars key={`${code} ${here.session.account}`} code={code} session={here.session} />
        </div>
        <Timeline code={code} version={dossier.version} />
      </div>
    </main>
  );
}

function Waiting() {
  const { t } = useTranslation('ui');
  return (
    <main id="content" className="dossier" tabIndex={-1} aria-busy="true">
      <h1 className="hidden">{t('loading')}</h1>
      <Skeleton height={36} width="60%" />
      <Skeleton height={110} />
      <Skeleton height={240} />
    </main>
  );
}
