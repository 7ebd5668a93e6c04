import { Injectable } from '@nestjs/common';
import type { PostHolding } from '@shuping/domain';
import type { Tx } from '../../platform/persistence/index.ts';

export type PersonView = { readonly id: string; readonly name: string; readonly path: string };

/** Read port of people and posts, under the row policies of the asking transaction. */
@Injectable()
export class PeopleApi {
  async person(tx: Tx, id: string): Promise<PersonView | null> {
    const [row] = await tx.sql<PersonView>('select id, name, org_path as path from person where id = ?', [id]);
    return row ?? null;
  }

  /** All holdings of posts in the given organisations. */
  async holdings(tx: Tx, orgIds: readonly string[]): Promise<PostHolding[]> {
    if (orgIds.length === 0) return [];
    return tx.sql<PostHolding>(
      `select id as "appointmentId", person_id as "personId", org_id as "orgId", sector, post, from_day as "from", to_day as "to" from appointment where org_id in (${orgIds.map(() => '?').join(', ')}) order by from_day, id`, [...orgIds],
    );
  }

  /** Names of people by id, as far as visible. */
  async names(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.sql<{ id: string; name: string }>(`select id, name from person where id in (${ids.map(() => '?').join(', ')})`, [...ids]);
    return new Map(rows.map((row) => [row.id, row.name]));
  }
}
