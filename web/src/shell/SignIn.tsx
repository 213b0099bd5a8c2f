// Signing in: as a page of its own, and over the screens when a session has ended or the screen was locked.
import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal } from '../api/client';
import { keepsNoSession, signIn } from '../api/session';
import { useTroubleText } from '../ui/Trouble';

/** Counts down the seconds that the server asked to wait. */
function useWait(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}

export function SignInForm({ account: known = '', verb }: { account?: string; verb: string }) {
  const { t } = useTranslation('shell');
  const troubleText = useTroubleText();
  const [account, setAccount] = useState(known);
  const [password, setPassword] = useState('');
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const [wait, setWait] = useWait();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || wait > 0) return;
    setBusy(true);
    setTrouble('');
    try {
      await signIn(account.trim(), password);
    } catch (error) {
      setBusy(false);
      setPassword('');
      if (isRefusal(error, 'too_many_tries')) setWait(error.seconds ?? 1);
      else setTrouble(keepsNoSession(error) ? t('browser_keeps_no_session') : troubleText(error));
    }
  }

  return (
    <form className="sign-in" onSubmit={submit} aria-busy={busy}>
      <TextInput
        label={t('account_name')}
        value={account}
        onChange={(event) => setAccount(event.currentTarget.value)}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        data-autofocus={known ? undefined : true}
        autoFocus={!known}
      />
      <PasswordInput
        label={t('password')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        required
        withAsterisk={false}
        data-autofocus={known ? true : undefined}
        autoFocus={Boolean(known)}
      />
      {(wait > 0 || trouble) && (
        <Alert role="alert" color="late">
          {wait > 0 ? t('wait', { seconds: wait }) : trouble}
        </Alert>
      )}
      <Button type="submit" loading={busy} disabled={wait > 0}>
        {verb}
      </Button>
    </form>
  );
}

export function SignInPage() {
  const { t } = useTranslation('shell');
  return (
    <main id="content" className="narrow" tabIndex={-1}>
      <h1>{t('sign_in_title')}</h1>
      <p className="quiet">{t('sign_in_lead')}</p>
      <SignInForm verb={t('sign_in')} />
    </main>
  );
}
