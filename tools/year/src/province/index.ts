import { SMALL_PROVINCE, WHOLE_PROVINCE } from '@shuping/fixtures/province';
import { HALL, SMALL_HALL } from './county.ts';
import { SECTORS } from './lines.ts';
import type { ProvinceOptions } from './play.ts';

export { bringIn, type Brought } from './world.ts';
export { SECTORS };
export { playProvince, type ProvinceOptions, type ProvinceResult } from './play.ts';

type Size = Omit<ProvinceOptions, 'seed' | 'year' | 'say'>;

/** Three counties, one of them with 40 secretaries of four sectors, two sessions and 120 evaluators of five groups. */
export const WHOLE: Size = { shape: WHOLE_PROVINCE, sectors: SECTORS, counties: 3, secretaries: 40, heads: HALL };
/** One county with eight secretaries of two sectors and 28 evaluators. */
export const SMALL: Size = { shape: SMALL_PROVINCE, sectors: ['township', 'agency'], counties: 1, secretaries: 8, heads: SMALL_HALL };
