import { routes as gallery } from '../features/gallery/routes.tsx';
import { routes as home } from '../features/home/routes.tsx';
import { routes as schemes } from '../features/schemes/routes.tsx';
import { routes as ledger } from '../features/ledger/routes.tsx';
import { routes as meetings } from '../features/meetings/routes.tsx';
import { routes as reports } from '../features/reports/routes.tsx';
import { routes as session } from '../features/session/routes.tsx';
import type { FeatureRoute } from './feature-route.ts';

/** Every page of the console: one line per feature. */
export const routes: readonly FeatureRoute[] = [
  ...session,
  ...home,
  ...meetings,
  ...schemes,
  ...ledger,
  ...reports,
  ...gallery,
];
