import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [
  { path: '/ledger', page: () => import('./ledger-page.tsx') },
  { path: '/ledger/rates', page: () => import('./rates-page.tsx') },
  { path: '/ledger/common', page: () => import('./common-page.tsx') },
  { path: '/ledger/commitments', page: () => import('./commitments-page.tsx') },
];
