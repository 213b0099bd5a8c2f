// Beside the form, all the while: the date that would be promised, who decides, what to take, what to mind.
import { Alert, Button, Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Refused, Unreachable } from '../api/client';
import { Hero } from '../ui/Hero';
import { money } from '../ui/money';
import { Trouble } from '../ui/Trouble';
import { useDebounced } from '../ui/useDebounced';
import { bodyOf } from './body';
import { canBeChecked, type DossierForm, type Intake } from './intake';
import { checkDossier, Doubtful, type Check, type Notice } from './saving';
import type { Receiving } from './useReceive';

const kCalm = 450; // milliseconds without a key before the server is asked

export function useLiveCheck(intake: Intake, dossier: DossierForm, point: string) {
  const now = JSON.stringify(bodyOf(intake, dossier, point));
  const asked = useDebounced(now, kCalm);
  const query = useQuery({
    queryKey: ['check', dossier.id, asked],
    queryFn: () => checkDossier(intake, dossier, point),
    enabled: canBeChecked(intake, dossier) && asked === now,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  /** What the server refused of the form as it stands. */
  const refused = query.error instanceof Refused && asked === now && !query.isFetching ? query.error.problem : undefined;
  return { check: query.data, asking: query.isFetching || asked !== now, refused };
}

function Sum({ check }: { check: Check }) {
  const { t, i18n } = useTranslation('counter');
  const language = i18n.language === 'en' ? 'en' : 'vi';
  const total = check.fees_total.map((sum) => money(sum.amount_minor, sum.currency, language)).join(' + ');
  return (
    <dl className="facts facts-narrow">
      <div>
        <dt>{t('decided_by')}</dt>
        <dd>{check.deciding_unit.name}</dd>
      </div>
      {check.rule.limit_text && (
        <div>
          <dt>{t('limit')}</dt>
          <dd lang="vi">{check.rule.limit_text}</dd>
        </div>
      )}
      {check.fees.length > 0 && (
        <div>
          <dt>{t('fees_total')}</dt>
          <dd>
            <strong>{total}</strong> {!check.fees_known && t('fees_more')}
          </dd>
        </div>
      )}
    </dl>
  );
}

export function Warnings({ warnings }: { warnings: readonly Notice[] }) {
  const { t } = useTranslation('counter');
  if (warnings.length === 0) return null;
  return (
    <section className="warnings" aria-label={t('warnings')}>
      <h3>▲ {t('warnings')}</h3>
      <ul>
        {warnings.map((one) => (
          <li key={one.code + one.text}>{one.text}</li>
        ))}
      </ul>
    </section>
  );
}

interface ReviewProps {
  intake: Intake;
  dossier: DossierForm;
  live: ReturnType<typeof useLiveCheck>;
  receiving: Receiving;
}

export function Review({ intake, dossier, live, receiving }: ReviewProps) {
  const { t } = useTranslation('counter');
  const { toMind, busy, error, problem } = receiving;
  const refused = problem ?? live.refused;
  const ready = canBeChecked(intake, dossier);
  const check = ready && !refused ? live.check : undefined;
  return (
    <aside className="review" aria-label={t('receive')}>
      {check && <Hero due={check.due} />}
      {!check && !refused && (
        <div className="hero hero-waiting" aria-busy={ready}>
          {ready && live.asking ? <Skeleton height={48} /> : <p className="quiet">{t('check_waits')}</p>}
        </div>
      )}
      {check && <Sum check={check} />}
      {check && <Warnings warnings={check.warnings} />}
      <div aria-live="polite">
        {refused && <Alert role="alert">{refused.detail}</Alert>}
        {toMind.length > 0 && !busy && <p className="hurts">{t('warned')}</p>}
        {error instanceof Doubtful && <Alert role="alert">{t('doubtful_other', { account: error.account })}</Alert>}
        {error instanceof Unreachable && dossier.doubtful ? (
          <Alert role="alert" title={t('ui:unreachable_title')}>
            {t('doubtful')}
          </Alert>
        ) : (
          Boolean(error) && !(error instanceof Doubtful) && <Trouble error={error} />
        )}
      </div>
      <Button size="md" loading={busy} onClick={receiving.start} fullWidth>
        {intake.dossiers.length > 1 ? t('receive_all', { count: intake.dossiers.length }) : t('receive')} <kbd>Ctrl+Enter</kbd>
      </Button>
    </aside>
  );
}
