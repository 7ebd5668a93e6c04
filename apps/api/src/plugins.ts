import { community } from '@shuping/plugin-community';
import { hospital } from '@shuping/plugin-hospital';
import { school } from '@shuping/plugin-school';
import { township } from '@shuping/plugin-township';
import { village } from '@shuping/plugin-village';

/** Every sector plugin of this build; the only place that names one. */
export const SECTOR_PLUGINS: readonly unknown[] = [school, hospital, village, community, township];
