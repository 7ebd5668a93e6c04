import { Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { MikroORM } from '@mikro-orm/postgresql';
import { AppConfig } from '../../config/index.ts';
import { Clock, SystemClock } from '../clock.ts';
import { databaseClockStore } from './clock-store.ts';
import { DatabaseAddresses } from './database-addresses.ts';
import { ManualClock } from './manual-clock.ts';
import { openOrm } from './orm.ts';
import { BallotDb, SealDb } from './pools.ts';
import { UnitOfWork } from './unit-of-work.ts';

/** Closes every connection after the last request and job. */
@Injectable()
class Connections implements OnApplicationShutdown {
  constructor(
    @Inject(MikroORM) private readonly orm: MikroORM,
    private readonly ballot: BallotDb,
    private readonly seal: SealDb,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.orm.close(true), this.ballot.close(), this.seal.close()]);
  }
}

/** Database access for the whole server. Needs `AppConfig` and `DatabaseAddresses` from a global module. */
@Global()
@Module({
  providers: [
    {
      provide: MikroORM,
      useFactory: (config: AppConfig, { urls }: DatabaseAddresses) => openOrm({ url: urls.app, poolSize: config.poolSize }),
      inject: [AppConfig, DatabaseAddresses],
    },
    {
      provide: Clock,
      useFactory: (config: AppConfig, orm: MikroORM) => (config.clock === 'manual' ? ManualClock.open(databaseClockStore(orm), config.becomesDemo) : new SystemClock()),
      inject: [AppConfig, MikroORM],
    },
    { provide: BallotDb, useFactory: ({ urls }: DatabaseAddresses) => new BallotDb(urls.ballot, 8), inject: [DatabaseAddresses] },
    { provide: SealDb, useFactory: ({ urls }: DatabaseAddresses) => new SealDb(urls.seal, 4), inject: [DatabaseAddresses] },
    UnitOfWork,
    Connections,
  ],
  exports: [MikroORM, Clock, BallotDb, SealDb, UnitOfWork],
})
export class PersistenceModule {}
