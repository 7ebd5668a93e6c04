import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [
  { path: '/rosters', page: () => import('./choose-page.tsx') },
  { path: '/rosters/$id', page: () => import('./check-page.tsx') },
];
