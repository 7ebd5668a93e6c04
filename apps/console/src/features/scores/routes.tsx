import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [
  { path: '/scoring', page: () => import('./scoring-page.tsx') },
  { path: '/scoring/$id', page: () => import('./score-page.tsx') },
];
