import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [{ path: '/tolerances', page: () => import('./tolerances-page.tsx') }];
