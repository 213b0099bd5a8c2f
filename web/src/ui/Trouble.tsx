// What went wrong, what is safe, what to do next; in the server's own words where it has said something.
import { Alert, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { OtherOfficer, Refused, Unreachable } from '../api/client';

export function useTroubleText(): (error: unknown) => string {
  const { t } = useTranslation('ui');
  return (error) => {
    if (error instanceof Refused) return error.problem.detail;
    if (error instanceof Unreachable) return t('unreachable');
    if (error instanceof OtherOfficer) return t('other_officer');
    return t('unexpected');
  };
}

export function Trouble({ error, again, title }: { error: unknown; again?: () => void; title?: string }) {
  const { t } = useTranslation('ui');
  const text = useTroubleText();
  return (
    <Alert className="trouble" role="alert" color="late" title={title ?? t(error instanceof Unreachable ? 'unreachable_title' : 'refused_title')}>
      <p>{text(error)}</p>
      {again && (
        <Button size="compact-sm" variant="default" onClick={again}>
          {t('again')}
        </Button>
      )}
    </Alert>
  );
}
