export { playCounties } from './side-by-side.ts';
export { CITIES, COUNTY_PLANS, OPEN_BY } from './plan.ts';
