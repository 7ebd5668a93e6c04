import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [
  { path: '/dashboard', page: () => import('./dashboard-page.tsx') },
  { path: '/dashboard/list', page: () => import('./list-page.tsx') },
];
