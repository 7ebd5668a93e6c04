import { hospital } from '@shuping/plugin-hospital';
import { school } from '@shuping/plugin-school';

/** Every sector plugin of this build; the only place that names one. */
export const SECTOR_PLUGINS: readonly unknown[] = [school, hospital];
