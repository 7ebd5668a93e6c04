export * from './catalogue.ts';
export * from './roles.ts';
export * from './core-roles.ts';
export * from './grants.ts';
export { Tagged, type Conditions } from './conditions.ts';
export * from './rules.ts';
export * from './ability.ts';
export * from './filter.ts';
export * from './matrix.ts';
