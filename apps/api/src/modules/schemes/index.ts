export { SchemesModule } from './schemes.module.ts';
export { effectOf, writtenReports } from './upgrade-effects.ts';
export { SchemesApi, type EffectiveLayer, type EffectiveScheme, type RebaseTask } from './schemes.api.ts';
