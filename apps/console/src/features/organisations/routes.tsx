import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [{ path: '/organisations', page: () => import('./organisations-page.tsx') }];
