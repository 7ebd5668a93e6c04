import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [
  { path: '/login', page: () => import('./login-page.tsx'), frame: 'open' },
  { path: '/security', page: () => import('./security-page.tsx'), frame: 'bare' },
  { path: '/password', page: () => import('./password-page.tsx'), frame: 'bare' },
];
