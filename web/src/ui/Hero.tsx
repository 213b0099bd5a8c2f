// The date is the hero: a promised date is always this block, with its state in a word and a shape.
import { useTranslation } from 'react-i18next';
import { day, hour, weekday, type Language } from './dates';
import { kShapes, type Standing } from './standing';

export function StandingMark({ standing }: { standing: Standing }) {
  const { t } = useTranslation('ui');
  return (
    <span className={`standing standing-${standing}`}>
      <span aria-hidden="true">{kShapes[standing]}</span> {t(`standing.${standing}`)}
    </span>
  );
}

interface HeroProps {
  due: string | undefined;
  standing?: Standing;
  label?: string;
  small?: boolean;
}

export function Hero({ due, standing, label, small = false }: HeroProps) {
  const { t, i18n } = useTranslation('ui');
  return (
    <div className={`hero${small ? ' hero-small' : ''}${standing ? ` hero-${standing}` : ''}`}>
      <span className="hero-label">{label ?? t('due')}</span>
      {due ? (
        <time className="hero-date" dateTime={due}>
          <span className="hero-hour">{hour(due)}</span> <span className="hero-day">{day(due)}</span>{' '}
          <span className="hero-weekday">{weekday(due, i18n.language as Language)}</span>
        </time>
      ) : (
        <span className="hero-date hero-none">{t('no_due')}</span>
      )}
      {standing && <StandingMark standing={standing} />}
    </div>
  );
}
