import './ui/mantine.css';
import './ui/tokens.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { watchLine } from './api/line';
import { Unreachable } from './api/client';
import { presence, resume } from './api/session';
import { startLanguage } from './shell/language';
import { router } from './shell/routes';
import { theme } from './ui/theme';
import './ui/app.css';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      networkMode: 'always', // what the server says counts, not what the browser thinks of the line
      retry: (count, error) => error instanceof Unreachable && count < 2,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

// What one account has read is not kept for the next one.
let reader = '';
presence.subscribe(() => {
  const now = presence.get();
  const account = 'session' in now ? now.session.account : '';
  if (account !== reader) client.clear();
  reader = account;
});

async function start() {
  await startLanguage();
  watchLine();
  await resume().catch(() => presence.set({ kind: 'out' }));
  createRoot(document.getElementById('root')!).render(
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

void start();
