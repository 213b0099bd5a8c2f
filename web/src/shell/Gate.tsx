// Over the screens, which stay as they are: the session ended, or the officer locked the screen.
import { useTranslation } from 'react-i18next';
import { presence } from '../api/session';
import { Dialog } from '../ui/Dialog';
import { useStore } from '../ui/store';
import { SignInForm } from './SignIn';

export function Gate() {
  const { t } = useTranslation('shell');
  const now = useStore(presence);
  if (now.kind !== 'expired' && now.kind !== 'locked') return null;
  const locked = now.kind === 'locked';
  return (
    <Dialog key={now.kind} title={t(locked ? 'locked_title' : 'expired_title')} className={locked ? 'dialog-alone' : ''}>
      <p className="quiet">{t(locked ? 'locked' : 'expired')}</p>
      <SignInForm account={now.session.account} verb={t(locked ? 'unlock' : 'sign_in')} />
    </Dialog>
  );
}
