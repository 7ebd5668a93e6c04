import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [
  { path: '/admin', page: () => import('./accounts-page.tsx') },
  { path: '/admin/grants', page: () => import('./grants-page.tsx') },
  { path: '/admin/audit', page: () => import('./audit-page.tsx') },
  { path: '/admin/jobs', page: () => import('./jobs-page.tsx') },
  { path: '/admin/plugins', page: () => import('./plugins-page.tsx') },
  { path: '/admin/disks', page: () => import('./disks-page.tsx') },
  { path: '/admin/network', page: () => import('./network-page.tsx') },
];
