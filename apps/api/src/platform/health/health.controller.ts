import { Controller, Get } from '@nestjs/common';
import { MikroORM } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { Public } from '../authz/index.ts';
import { ProblemError } from '../http/problem.ts';
import { Returns } from '../http/returns.ts';
import { isDatabaseAway } from '../persistence/database-away.ts';

const Health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });

/** Tells a proxy whether this node can answer. */
@Controller('health')
export class HealthController {
  constructor(private readonly orm: MikroORM) {}

  @Get()
  @Public()
  @Returns(Health)
  async read(): Promise<{ status: 'ok' }> {
    await this.orm.em.fork().execute('select 1').catch((error: unknown) => {
      throw isDatabaseAway(error) ? error : new ProblemError('unavailable');
    });
    return { status: 'ok' };
  }
}
