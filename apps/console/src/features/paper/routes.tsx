import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [
  { path: '/meetings/$id/paper', page: () => import('./paper-page.tsx') },
  { path: '/meetings/$id/paper/$batch', page: () => import('./batch-page.tsx') },
];
