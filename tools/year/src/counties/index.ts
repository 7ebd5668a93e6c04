export { playAbove, playOne } from './side-by-side.ts';
export { COUNTY_PLANS, FIRST_COUNTY, OPEN_BY } from './plan.ts';
