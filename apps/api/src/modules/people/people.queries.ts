import { Injectable } from '@nestjs/common';
import type { PageOf, PeopleQuery, PersonOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whereFor } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { page, toPage } from '../../platform/http/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { OrganisationsApi } from '../organisations/index.ts';
import { toPerson } from './people.presenter.ts';
import { PeopleRepository } from './people.repository.ts';
import type { PersonRecord } from './person.entity.ts';
import { escapeLike } from '../../platform/persistence/like.ts';

const ORDER = [{ field: 'pinyin', direction: 'asc' as const }, { field: 'id', direction: 'asc' as const }];

/** People and their posts, in the asker's scope only. */
@Injectable()
export class PeopleQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: PeopleRepository, private readonly organisations: OrganisationsApi) {}

  list(who: AppPrincipal, query: z.infer<typeof PeopleQuery>): Promise<Result<PageOf<PersonOut>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const plan = page(query.limit, query.after, ORDER);
      if (!plan.ok) return plan;
      const where: Record<string, unknown>[] = [whereFor(who.ability, 'read', 'Person'), plan.value.where];
      if (query.orgId !== undefined) {
        const org = await this.organisations.get(tx, query.orgId);
        if (!org || !can(who.ability, 'read', 'Organisation', { orgPath: org.path, sector: org.sector, publishedTo: '' })) return err({ code: 'organisation.not-found' });
        where.push({ $or: [{ orgPath: org.path }, { id: { $in: await this.rows.holders(tx, org.id) } }] });
      }
      const q = escapeLike(query.q?.trim() ?? '');
      if (q !== '') where.push({ $or: [{ name: { $like: `%${q}%` } }, { pinyin: { $like: `%${q.toLowerCase()}%` } }, { initials: { $like: `%${q.toLowerCase()}%` } }, { staffNumber: { $like: `${q}%` } }] });
      const found = await this.rows.find(tx, { $and: where }, plan.value.orderBy, plan.value.limit);
      const shown = await this.withPosts(tx, who, found);
      return ok(toPage(shown, query.limit, ({ row }) => [row.pinyin, row.id], ({ person }) => person));
    });
  }

  one(who: AppPrincipal, id: string): Promise<Result<PersonOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.get(tx, id);
      if (!row || !can(who.ability, 'read', 'Person', row)) return err({ code: 'person.not-found' });
      const [shown] = await this.withPosts(tx, who, [row]);
      return ok(shown!.person);
    });
  }

  /** The rows as the asker sees them, posts included. */
  async withPosts(tx: Tx, who: AppPrincipal, rows: readonly PersonRecord[]): Promise<{ row: PersonRecord; person: PersonOut }[]> {
    const posts = rows.length === 0 ? [] : await this.rows.appointments(tx, { $and: [whereFor(who.ability, 'read', 'Appointment'), { personId: { $in: rows.map((row) => row.id) } }] });
    const names = await this.organisations.names(tx, [...new Set(posts.map((post) => post.orgId))]);
    return rows.map((row) => ({ row, person: toPerson(row, who, posts, names) }));
  }
}
