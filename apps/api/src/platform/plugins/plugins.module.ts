import { Module, type DynamicModule } from '@nestjs/common';
import { RoleCatalogue } from '../authz/index.ts';
import { LocalesController } from './locales.controller.ts';
import { SectorPlugins } from './sector-plugins.ts';

/** Sector plugins for every module; the list comes from the composition root. */
@Module({})
export class PluginsModule {
  static register(list: readonly unknown[]): DynamicModule {
    return {
      module: PluginsModule,
      global: true,
      controllers: [LocalesController],
      providers: [{ provide: SectorPlugins, useFactory: (roles: RoleCatalogue) => SectorPlugins.load(list, roles), inject: [RoleCatalogue] }],
      exports: [SectorPlugins],
    };
  }
}
