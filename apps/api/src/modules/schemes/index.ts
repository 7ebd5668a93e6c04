export { SchemesModule } from './schemes.module.ts';
export { SchemesApi, type EffectiveLayer, type EffectiveScheme } from './schemes.api.ts';
