import { Global, Module, type DynamicModule } from '@nestjs/common';
import { AppConfig } from '../config/index.ts';
import { DatabaseAddresses } from './persistence/database-addresses.ts';
import type { DatabaseUrls } from './persistence/logins.ts';

/** Settings and database addresses, given from outside, for every module. */
@Global()
@Module({})
export class EnvironmentModule {
  static register(config: AppConfig, urls: DatabaseUrls): DynamicModule {
    return {
      module: EnvironmentModule,
      providers: [
        { provide: AppConfig, useValue: config },
        { provide: DatabaseAddresses, useValue: new DatabaseAddresses(urls) },
      ],
      exports: [AppConfig, DatabaseAddresses],
    };
  }
}
