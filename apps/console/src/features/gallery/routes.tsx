import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [{ path: '/dev/gallery', page: () => import('./gallery-page.tsx'), frame: 'open' }];
