import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { FastifyRequest } from 'fastify';
import { AppConfig } from '../../config/index.ts';
import { systemActor, UnitOfWork } from '../../platform/persistence/index.ts';
import { InstallationRecord } from '../../platform/persistence/installation.entity.ts';
import { BallotDb, SealDb } from '../../platform/persistence/pools.ts';
import { isPlain, type Way } from './http-rule.rules.ts';
import { isMeetingId } from './vote-rounds.ts';

/** How a voters' page is reached: encrypted or on the machine; plain though it does not matter (rehearsal, demonstration); plain by an administrator's word; plain and refused. */
export type Plainness = 'no' | 'harmless' | 'allowed' | 'refused';

/** The way by which a request came. */
export function wayOf(request: FastifyRequest): Way {
  const { headers } = request;
  return { protocol: request.protocol, hostname: request.hostname, ip: request.ip, forwarded: [headers['forwarded'], headers['via'], headers['x-forwarded-for'], headers['x-real-ip']].some((one) => one !== undefined) };
}

/** Real votes do not go over plain http unless a system administrator said so in words (security 2.4 step 10, ADR 0011). What is encrypted or local is never held up by a question to the database. */
@Injectable()
export class HttpRule {
  private demo: boolean | null = null;

  constructor(private readonly config: AppConfig, private readonly ballots: BallotDb, private readonly seals: SealDb, private readonly uow: UnitOfWork) {}

  /** For requests of a meeting's or a rehearsal's voters. */
  async of(way: Way, meeting: string): Promise<Plainness> {
    if (!isPlain(way, this.config.publicUrl)) return 'no';
    if (!isMeetingId(meeting)) return 'refused';
    const { rows } = await this.ballots.query<{ rehearsal: boolean }>("select kind = 'rehearsal' as rehearsal from ballot.box where meeting = $1", [meeting]);
    return rows[0]?.rehearsal === true ? 'harmless' : this.real(way);
  }

  /** For a real meeting, also before it has a box. */
  async real(way: Way): Promise<Plainness> {
    if (!isPlain(way, this.config.publicUrl)) return 'no';
    if (await this.isDemo()) return 'harmless';
    return (await this.isAllowed()) ? 'allowed' : 'refused';
  }

  /** Error: `ballot.plain-http`. */
  async admit(way: Way, meeting: string): Promise<Result<null, Problem>> {
    return (await this.of(way, meeting)) === 'refused' ? err({ code: 'ballot.plain-http' }) : ok(null);
  }

  async isAllowed(): Promise<boolean> {
    const { rows } = await this.ballots.query<{ allowed: boolean }>('select allowed from ballot.plain_http');
    return rows[0]?.allowed === true;
  }

  /** Known to every node with its next question. */
  async allow(allowed: boolean): Promise<void> {
    await this.seals.query('insert into ballot.plain_http (allowed) values ($1) on conflict (one) do update set allowed = excluded.allowed', [allowed]);
  }

  /** An installation does not stop being a demonstration; one that is none may be asked again. */
  private async isDemo(): Promise<boolean> {
    this.demo ||= await this.uow.run(systemActor('http-rule'), async (tx) => (await tx.em.findOne(InstallationRecord, { isDemo: true })) !== null);
    return this.demo;
  }
}
