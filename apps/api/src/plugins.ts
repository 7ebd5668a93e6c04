import { agency } from '@shuping/plugin-agency';
import { community } from '@shuping/plugin-community';
import { hospital } from '@shuping/plugin-hospital';
import { liangxin } from '@shuping/plugin-liangxin';
import { school } from '@shuping/plugin-school';
import { soe } from '@shuping/plugin-soe';
import { township } from '@shuping/plugin-township';
import { village } from '@shuping/plugin-village';

/** Every sector plugin of this build; the only place that names one. */
export const SECTOR_PLUGINS: readonly unknown[] = [school, hospital, village, community, township, soe, liangxin, agency];
