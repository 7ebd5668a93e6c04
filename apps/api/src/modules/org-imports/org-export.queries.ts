import { Injectable } from '@nestjs/common';
import type { OrganisationsExportQuery } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import { OrganisationsQueries } from '../organisations/index.ts';
import { sectorWords } from './sector-words.ts';
import { writeOrgs, type WrittenOrg } from './write-orgs.ts';

const MOST_EXPORTED = 50_000;
const PARTS_NAMES = /[/＞>→\\|｜]/u;

type Above = { readonly path: string; readonly name: string; readonly code: string };

/** The list of organisations as a workbook, in the columns that the import reads: imported again it changes nothing (R-K6). */
@Injectable()
export class OrgExportQueries {
  constructor(private readonly uow: UnitOfWork, private readonly organisations: OrganisationsQueries, private readonly plugins: SectorPlugins) {}

  /** Same filters, rows and order as the list. Errors: `organisation.not-found`, `org-import.too-many-to-export`. */
  workbook(who: AppPrincipal, { lang, ...query }: z.infer<typeof OrganisationsExportQuery>): Promise<Result<Uint8Array, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.organisations.all(tx, who, query, MOST_EXPORTED + 1);
      if (!found.ok) return found;
      if (found.value.length > MOST_EXPORTED) return err({ code: 'org-import.too-many-to-export', params: { most: MOST_EXPORTED } });
      const above = await this.above(tx, found.value.map((row) => row.orgPath));
      const rows = found.value.map(({ orgPath, code, name, shortName, kind, sector, opensOn }): WrittenOrg => ({ code, name, shortName, kind: kind as WrittenOrg['kind'], sector, opensOn, ...superiorOf(orgPath, above) }));
      return ok(await writeOrgs(rows, lang, sectorWords(this.plugins)));
    });
  }

  /** Units above the rows, as far as the asker sees them, by path. */
  private async above(tx: Tx, paths: readonly string[]): Promise<Map<string, Above>> {
    const wanted = [...new Set(paths.flatMap(pathsAbove))];
    const rows = await tx.sql<Above>('select org_path as path, name, code from organisation where org_path in (select jsonb_array_elements_text(?::jsonb))', [JSON.stringify(wanted)]);
    return new Map(rows.map((row) => [row.path, row]));
  }
}

/** Paths above a closed path, nearest first: `/a/b/c/` gives `/a/b/`, `/a/`. */
function pathsAbove(path: string): string[] {
  const labels = path.split('/').slice(1, -1);
  return labels.slice(1).map((_, n) => `/${labels.slice(0, labels.length - 1 - n).join('/')}/`);
}

function superiorOf(path: string, above: ReadonlyMap<string, Above>): { parent: string; parentCode: string } {
  const chain = pathsAbove(path).map((one) => above.get(one)).filter((one) => one !== undefined);
  const [nearest] = chain;
  if (!nearest) return { parent: '', parentCode: '' };
  const names = chain.map((one) => one.name).reverse();
  return { parent: names.some((name) => PARTS_NAMES.test(name)) ? nearest.name : names.join('/'), parentCode: nearest.code };
}
