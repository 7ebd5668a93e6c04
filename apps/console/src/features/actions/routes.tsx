import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [{ path: '/talks', page: () => import('./actions-page.tsx') }];
