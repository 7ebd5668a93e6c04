import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { MikroORM } from '@mikro-orm/postgresql';

/** Tells a proxy whether this node can answer. */
@Controller('health')
export class HealthController {
  constructor(private readonly orm: MikroORM) {}

  @Get()
  async read(): Promise<{ status: 'ok' }> {
    await this.orm.em.fork().execute('select 1').catch((cause: unknown) => {
      throw new ServiceUnavailableException({ code: 'health.database-unreachable' }, { cause });
    });
    return { status: 'ok' };
  }
}
