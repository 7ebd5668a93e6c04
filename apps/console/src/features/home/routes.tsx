import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [{ path: '/home', page: () => import('./home-page.tsx') }];
