// Addresses of the application. Each screen is a file of its own that is fetched when it is first opened.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { worksAtCounter, hasRole, presence } from '../api/session';
import { useStore } from '../ui/store';
import { useTitle } from '../ui/useTitle';
import type { WorklistSearch } from '../agency/Worklist';
import { Frame } from './Frame';

function Start() {
  const { t } = useTranslation('shell');
  const now = useStore(presence);
  useTitle(t('product'));
  if (!('session' in now)) return null;
  if (worksAtCounter(now.session)) return <Navigate to="/counter" replace />;
  if (hasRole(now.session, 'counter', 'specialist', 'head', 'inspector')) return <Navigate to="/worklist" replace />;
  return (
    <main id="content" className="narrow" tabIndex={-1}>
      <h1>{t('nothing_to_do')}</h1>
      <p>{t('nothing_to_do_text')}</p>
    </main>
  );
}

function NotHere() {
  const { t } = useTranslation('shell');
  useTitle(t('not_here_title'));
  return (
    <main id="content" className="narrow" tabIndex={-1}>
      <h1>{t('not_here_title')}</h1>
      <p>{t('not_here')}</p>
    </main>
  );
}

const root = createRootRoute({ component: Frame, notFoundComponent: NotHere });

const start = createRoute({ getParentRoute: () => root, path: '/', component: Start });
const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('./Account'), 'Account'),
});

const counter = createRoute({
  getParentRoute: () => root,
  path: '/counter',
  component: lazyRouteComponent(() => import('../counter/Desk'), 'Desk'),
});
const worklist = createRoute({
  getParentRoute: () => root,
  path: '/worklist',
  validateSearch: (search: Record<string, unknown>): WorklistSearch => ({
    ...(typeof search.unit === 'string' && { unit: search.unit }),
    ...(typeof search.state === 'number' && { state: search.state }),
    ...(typeof search.late === 'boolean' && { late: search.late }),
  }),
  component: lazyRouteComponent(() => import('../agency/Worklist'), 'Worklist'),
});
const dossier = createRoute({
  getParentRoute: () => root,
  path: '/dossiers/$code',
  component: lazyRouteComponent(() => import('../agency/Dossier'), 'Dossier'),
});

export const router = createRouter({
  routeTree: root.addChildren([start, account, counter, worklist, dossier]),
  basepath: '/staff',
  trailingSlash: 'never',
  defaultPreload: 'intent',
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
