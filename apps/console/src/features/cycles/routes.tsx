import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [
  { path: '/cycles', page: () => import('./list-page.tsx') },
  { path: '/cycles/$id', page: () => import('./overview-page.tsx') },
  { path: '/cycles/$id/assessees', page: () => import('./confirm-page.tsx') },
  { path: '/surveys', page: () => import('./scores-page.tsx') },
  { path: '/assessees/$id/input-pack', page: () => import('./pack-page.tsx') },
];
