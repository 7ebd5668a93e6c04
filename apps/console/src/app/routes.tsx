import { routes as scores } from '../features/scores/routes.tsx';
import { routes as publicity } from '../features/publicity/routes.tsx';
import { routes as grading } from '../features/grading/routes.tsx';
import { routes as tolerance } from '../features/tolerance/routes.tsx';
import { routes as history } from '../features/history/routes.tsx';
import { routes as actions } from '../features/actions/routes.tsx';
import { routes as cycles } from '../features/cycles/routes.tsx';
import { routes as gallery } from '../features/gallery/routes.tsx';
import { routes as dashboard } from '../features/dashboard/routes.tsx';
import { routes as home } from '../features/home/routes.tsx';
import { routes as schemes } from '../features/schemes/routes.tsx';
import { routes as ledger } from '../features/ledger/routes.tsx';
import { routes as meetings } from '../features/meetings/routes.tsx';
import { routes as programmes } from '../features/programmes/routes.tsx';
import { routes as paper } from '../features/paper/routes.tsx';
import { routes as reports } from '../features/reports/routes.tsx';
import { routes as admin } from '../features/admin/routes.tsx';
import { routes as organisations } from '../features/organisations/routes.tsx';
import { routes as rosters } from '../features/rosters/routes.tsx';
import { routes as orgImports } from '../features/org-imports/routes.tsx';
import { routes as session } from '../features/session/routes.tsx';
import type { FeatureRoute } from './feature-route.ts';

/** Every page of the console: one line per feature. */
export const routes: readonly FeatureRoute[] = [
  ...session,
  ...home,
  ...cycles,
  ...programmes,
  ...dashboard,
  ...meetings,
  ...paper,
  ...schemes,
  ...ledger,
  ...reports,
  ...organisations,
  ...rosters,
  ...orgImports,
  ...admin,
  ...actions,
  ...tolerance,
  ...history,
  ...grading,
  ...publicity,
  ...scores,
  ...gallery,
];
