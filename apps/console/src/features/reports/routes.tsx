import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [
  { path: '/reports', page: () => import('./reports-page.tsx') },
  { path: '/reports/$id', page: () => import('./report-page.tsx') },
  { path: '/vetting', page: () => import('./queue-page.tsx') },
  { path: '/vetting/$id', page: () => import('./desk-page.tsx') },
];
