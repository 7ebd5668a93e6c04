import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [
  { path: '/org-imports', page: () => import('./choose-page.tsx') },
  { path: '/org-imports/$id', page: () => import('./check-page.tsx') },
  { path: '/organisations/list', page: () => import('./list-page.tsx') },
];
