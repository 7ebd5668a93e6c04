import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [
  { path: '/rules', page: () => import('./rules-page.tsx') },
  { path: '/schemes', page: () => import('./list-page.tsx') },
  { path: '/schemes/$org/$sector/$year', page: () => import('./resolved-page.tsx') },
  { path: '/schemes/layers/$id', page: () => import('./layer-page.tsx') },
  { path: '/schemes/layers/$id/compare', page: () => import('./compare-page.tsx') },
];
