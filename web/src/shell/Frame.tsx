// What stands around every screen: the mark, where one can go, the language, who sits here.
import { useMantineColorScheme } from '@mantine/core';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { line } from '../api/line';
import { worksAtCounter, hasRole, lock, presence, signOut, type Session } from '../api/session';
import { Mark } from '../ui/Mark';
import { useStore } from '../ui/store';
import { useKeys } from '../ui/useKeys';
import type { Binding } from '../ui/keys';
import { screenKeys } from '../ui/screenKeys';
import { changeLanguage, useLanguage } from './language';
import { Gate } from './Gate';
import { KeysDialog } from './KeysDialog';
import { SignInPage } from './SignIn';

type ShellAct = 'keys' | 'lock';
export const kShellKeys: readonly Binding<ShellAct>[] = [
  { key: '?', act: 'keys', outside: true },
  { key: 'F1', act: 'keys' },
  { key: 'F9', act: 'lock' },
];

function FindCode() {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  function go(event: FormEvent) {
    event.preventDefault();
    const asked = code.trim().split('/').at(-1) ?? ''; // the QR of a receipt holds an address
    if (!asked) return;
    setCode('');
    void navigate({ to: '/dossiers/$code', params: { code: asked } });
  }
  return (
    <form className="find-code" role="search" onSubmit={go}>
      <input
        aria-label={t('find_code')}
        placeholder={t('find_code')}
        title={t('find_code_hint')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        spellCheck={false}
        autoComplete="off"
      />
    </form>
  );
}

function LanguageSwitch() {
  const { t } = useTranslation('shell');
  const other = useLanguage() === 'vi' ? 'en' : 'vi';
  return (
    <button type="button" className="plain" lang={other} onClick={() => void changeLanguage(other)}>
      {t('language_other')}
    </button>
  );
}

function Officer({ session }: { session: Session }) {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const dark = colorScheme === 'dark' || (colorScheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  const menu = useRef<HTMLDivElement>(null);
  const does = (todo: () => void) => () => {
    menu.current?.hidePopover();
    todo();
  };
  return (
    <>
      <button type="button" className="plain officer" popoverTarget="officer-menu">
        {session.account} <span aria-hidden="true">▾</span>
      </button>
      <div id="officer-menu" ref={menu} popover="auto" className="menu">
        <button type="button" onClick={does(() => void navigate({ to: '/account' }))}>{t('account')}</button>
        <button type="button" onClick={does(() => setColorScheme(dark ? 'light' : 'dark'))}>{t(dark ? 'light' : 'dark')}</button>
        <button type="button" onClick={does(() => void lock())}>
          {t('lock')} <kbd>F9</kbd>
        </button>
        <button type="button" onClick={does(() => void signOut())}>{t('sign_out')}</button>
      </div>
    </>
  );
}

function Places({ session }: { session: Session }) {
  const { t } = useTranslation('shell');
  return (
    <nav className="places" aria-label={t('product')}>
      {worksAtCounter(session) && <Link to="/counter">{t('counter')}</Link>}
      {hasRole(session, 'counter', 'specialist', 'head', 'inspector') && <Link to="/worklist">{t('worklist')}</Link>}
    </nav>
  );
}

function Head({ session, children }: { session?: Session; children?: ReactNode }) {
  const { t } = useTranslation('shell');
  return (
    <header className="head">
      <a className="skip" href="#content">
        {t('to_content')}
      </a>
      <Link to="/" className="wordmark">
        <Mark /> <span>{t('product')}</span>
      </Link>
      {session && <Places session={session} />}
      <div className="head-end">
        {session && hasRole(session, 'counter', 'specialist', 'head', 'inspector') && <FindCode />}
        <LanguageSwitch />
        {session && <Officer session={session} />}
        {children}
      </div>
    </header>
  );
}

function LineBanner() {
  const { t } = useTranslation('shell');
  const down = useStore(line) === 'down';
  return (
    <div role="status" className="banner-place">
      {down && <p className="banner">‖ {t('line_down')}</p>}
    </div>
  );
}

export function Frame() {
  const { t } = useTranslation('shell');
  const now = useStore(presence);
  const [keysOpen, setKeysOpen] = useState(false);
  const lines = useStore(screenKeys);
  useKeys(kShellKeys, { keys: () => setKeysOpen(true), lock: () => void lock() }, now.kind !== 'in');
  if (now.kind === 'unknown') return null;
  if (now.kind === 'out') {
    return (
      <>
        <Head />
        <LineBanner />
        <SignInPage />
      </>
    );
  }
  return (
    <>
      <Head session={now.session} />
      <LineBanner />
      <Outlet />
      <Gate />
      {keysOpen && (
        <KeysDialog
          close={() => setKeysOpen(false)}
          lines={[
            ...lines.map((one) => ({ keys: one.keys, says: t(one.says as never) })),
            { keys: ['?', 'F1'], says: t('key.keys') },
            { keys: ['F9'], says: t('key.lock') },
          ]}
        />
      )}
    </>
  );
}
