export { PluginsModule } from './plugins.module.ts';
export { SectorPlugins } from './sector-plugins.ts';
