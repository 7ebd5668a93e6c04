import type { Catalogue } from '@shuping/kernel';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { configure, render, type RenderResult } from '@testing-library/react';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { initReactI18next } from 'react-i18next';
import { catalogue as common } from '../i18n/locales/zh-CN.ts';

// what a busy machine shows late is shown all the same
configure({ asyncUtilTimeout: 20_000 });

/** Starts i18next with the common words and those given. */
export async function withWords(words: Catalogue = {}): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh-CN', keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false }, react: { useSuspense: false },
    resources: { 'zh-CN': { translation: { ...common, ...words } } },
  });
}

/** Renders a page or part with words, queries without retries and a router at `at`; resolves when it is on screen. */
export async function renderAt(node: ReactNode, options: { readonly at?: string; readonly words?: Catalogue } = {}): Promise<RenderResult> {
  await withWords(options.words);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } });
  const root = createRootRoute({ component: () => <>{node}</>, notFoundComponent: () => <>{node}</> });
  const router = createRouter({ routeTree: root, history: createMemoryHistory({ initialEntries: [options.at ?? '/'] }), parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)) });
  await router.load();
  return render(<QueryClientProvider client={client}><RouterProvider router={router as never} /></QueryClientProvider>);
}

/** Answers `fetch` from a table `METHOD /api/path` → JSON; anything else fails the test by a 599. */
export function serve(table: Readonly<Record<string, unknown>>): readonly Request[] {
  const seen: Request[] = [];
  globalThis.fetch = async (input, init) => {
    const url = new URL(String(input), 'http://test');
    // jsdom's signal is not the one that Node's Request takes
    const { signal: _signal, ...rest } = init ?? {};
    seen.push(new Request(url, rest));
    const key = `${init?.method ?? 'GET'} ${url.pathname}`;
    if (!(key in table)) return new Response(JSON.stringify({ code: `unserved ${key}` }), { status: 599 });
    const body = table[key];
    return body instanceof Response ? body.clone() : new Response(JSON.stringify(body), { status: 200 });
  };
  return seen;
}
