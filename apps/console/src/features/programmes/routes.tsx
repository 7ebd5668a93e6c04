import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [
  { path: '/programmes', page: () => import('./list-page.tsx') },
  { path: '/programmes/$id', page: () => import('./programme-page.tsx') },
  { path: '/programmes/$id/progress', page: () => import('./progress-page.tsx') },
];
