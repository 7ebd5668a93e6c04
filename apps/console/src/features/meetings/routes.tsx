import type { FeatureRoute } from '../../app/feature-route.ts';

export const routes: readonly FeatureRoute[] = [
  { path: '/meetings', page: () => import('./meetings-page.tsx') },
  { path: '/meetings/$id', page: () => import('./plan-page.tsx') },
  { path: '/meetings/$id/roll', page: () => import('./roll-page.tsx') },
  { path: '/my-evaluations', page: () => import('./my-evaluations-page.tsx') },
  { path: '/meetings/$id/slips', page: () => import('./slips-page.tsx') },
  { path: '/meetings/$id/cockpit', page: () => import('./cockpit-page.tsx') },
  { path: '/meetings/$id/rehearsals/$rehearsalId', page: () => import('./rehearsal-certificate-page.tsx') },
  { path: '/tickets', page: async () => ({ Page: (await import('./current-page.tsx')).SlipsOfCurrent }) },
  { path: '/cockpit', page: async () => ({ Page: (await import('./current-page.tsx')).CockpitOfCurrent }) },
  { path: '/screen/$id', page: () => import('./screen-page.tsx'), frame: 'bare' },
];
