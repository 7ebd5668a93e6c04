import { Module, type DynamicModule } from '@nestjs/common';
import type { AppConfig } from './config/index.ts';
import { BallotsModule } from './modules/ballots/index.ts';
import { CyclesModule } from './modules/cycles/index.ts';
import { InsightModule } from './modules/insight/index.ts';
import { MeetingsModule } from './modules/meetings/index.ts';
import { PaperModule } from './modules/paper/index.ts';
import { ReportsModule } from './modules/reports/index.ts';
import { RectificationModule } from './modules/rectification/index.ts';
import { ResultsModule } from './modules/results/index.ts';
import { AccountsModule } from './modules/accounts/index.ts';
import { OrganisationsModule } from './modules/organisations/index.ts';
import { PeopleModule } from './modules/people/index.ts';
import { ProgrammesModule } from './modules/programmes/index.ts';
import { OrgImportsModule } from './modules/org-imports/index.ts';
import { RostersModule } from './modules/rosters/index.ts';
import { RoutineModule } from './modules/routine/index.ts';
import { SchemesModule } from './modules/schemes/index.ts';
import { EnvironmentModule } from './platform/environment.module.ts';
import { HealthModule } from './platform/health/health.module.ts';
import type { DatabaseUrls } from './platform/persistence/logins.ts';
import { PersistenceModule } from './platform/persistence/persistence.module.ts';
import { PlatformModule } from './platform/platform.module.ts';
import { PluginsModule } from './platform/plugins/index.ts';
import { SECTOR_PLUGINS } from './plugins.ts';

/** The whole server. */
@Module({})
export class AppModule {
  static register(config: AppConfig, urls: DatabaseUrls): DynamicModule {
    return {
      module: AppModule,
      imports: [EnvironmentModule.register(config, urls), PersistenceModule, PlatformModule, PluginsModule.register(SECTOR_PLUGINS), HealthModule, OrganisationsModule, PeopleModule, AccountsModule, RostersModule, OrgImportsModule, BallotsModule, MeetingsModule, PaperModule, SchemesModule, CyclesModule, ProgrammesModule, RoutineModule, InsightModule, ReportsModule, RectificationModule, ResultsModule],
    };
  }
}
