export { CatalogueWords } from './catalogue-words.ts';
export { PluginsModule } from './plugins.module.ts';
export { SectorPlugins } from './sector-plugins.ts';
