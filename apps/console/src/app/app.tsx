import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newQueryClient } from '../client/index.ts';
import { antdLocale } from '../i18n/index.ts';
import { PreferencesProvider } from '../theme/preferences.tsx';
import { ThemeProvider } from '../theme/provider.tsx';
import { newRouter } from './router.tsx';

/** The console with everything around it. */
export function App() {
  useTranslation();
  const [client] = useState(newQueryClient);
  const [router] = useState(newRouter);
  return (
    <PreferencesProvider>
      <ThemeProvider locale={antdLocale()}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ThemeProvider>
    </PreferencesProvider>
  );
}
