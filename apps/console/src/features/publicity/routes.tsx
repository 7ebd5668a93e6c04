import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [{ path: '/publicity', page: () => import('./publicity-page.tsx') }];
