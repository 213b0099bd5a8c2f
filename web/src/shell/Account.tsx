// One's own account: rights, password, sessions.
import { Alert, Button, PasswordInput, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { rest, take } from '../api/client';
import { presence, type Session } from '../api/session';
import { dayAndHour } from '../ui/dates';
import { useStore } from '../ui/store';
import { Trouble } from '../ui/Trouble';
import { useTitle } from '../ui/useTitle';

function Rights({ session }: { session: Session }) {
  const { t } = useTranslation('shell');
  return (
    <section>
      <h2>{t('rights')}</h2>
      <ul className="lines">
        {session.rights.map((right) => (
          <li key={`${right.role} ${right.unit} ${right.point ?? ''}`}>
            <strong>{t(`role.${right.role}`)}</strong>{' '}
            <span className="quiet">
              {right.point_name ?? right.unit_name ?? right.unit}
              {right.role === 'counter' && !right.point && `, ${t('all_points')}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Password() {
  const { t } = useTranslation('shell');
  const [words, setWords] = useState({ current: '', fresh: '', twice: '' });
  const change = useMutation({
    mutationFn: () => take(rest.PUT('/session/password', { body: { current: words.current, new: words.fresh } })),
    onSuccess: () => setWords({ current: '', fresh: '', twice: '' }),
  });
  const differs = words.twice !== '' && words.fresh !== words.twice;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!differs) change.mutate();
  }
  return (
    <section>
      <h2>{t('password_title')}</h2>
      <form className="sign-in" onSubmit={submit}>
        <PasswordInput label={t('password_now')} value={words.current} autoComplete="current-password" required withAsterisk={false}
          onChange={(event) => setWords({ ...words, current: event.currentTarget.value })} />
        <PasswordInput label={t('password_new')} description={t('password_rule')} value={words.fresh} autoComplete="new-password" required
          withAsterisk={false} minLength={10} onChange={(event) => setWords({ ...words, fresh: event.currentTarget.value })} />
        <PasswordInput label={t('password_twice')} value={words.twice} autoComplete="new-password" required withAsterisk={false}
          error={differs && t('password_differs')} onChange={(event) => setWords({ ...words, twice: event.currentTarget.value })} />
        {change.isError && <Trouble error={change.error} />}
        {change.isSuccess && <Alert role="status">{t('password_changed')}</Alert>}
        <Button type="submit" loading={change.isPending}>
          {t('change')}
        </Button>
      </form>
    </section>
  );
}

function Sessions() {
  const { t } = useTranslation('shell');
  const client = useQueryClient();
  const list = useQuery({ queryKey: ['sessions'], queryFn: () => take(rest.GET('/sessions')) });
  const end = useMutation({
    mutationFn: (id: string) => take(rest.DELETE('/sessions/{id}', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  });
  return (
    <section>
      <h2>{t('sessions')}</h2>
      {list.isPending && <Skeleton height={96} />}
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      {end.isError && <Trouble error={end.error} />}
      <ul className="lines">
        {list.data?.items.map((one) => (
          <li key={one.id} className="line-with-act">
            <span>
              {t('session_since', { since: dayAndHour(one.created_at), until: dayAndHour(one.expires_at) })}{' '}
              {one.current && <strong>({t('session_here')})</strong>}
              <br />
              <span className="quiet small">{one.agent}</span>
            </span>
            {!one.current && (
              <Button size="compact-sm" variant="default" onClick={() => end.mutate(one.id)}>
                {t('session_end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Account() {
  const { t } = useTranslation('shell');
  const now = useStore(presence);
  useTitle(t('account'));
  if (!('session' in now)) return null;
  return (
    <main id="content" className="column" tabIndex={-1}>
      <h1>{now.session.account}</h1>
      <Rights session={now.session} />
      <Sessions />
      <Password />
    </main>
  );
}
