import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [
  { path: '/grading', page: () => import('./grading-page.tsx') },
  { path: '/grading/opinions', page: () => import('./opinions-page.tsx') },
];
