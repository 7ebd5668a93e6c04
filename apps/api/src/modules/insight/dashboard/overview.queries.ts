import { Injectable } from '@nestjs/common';
import type { DashboardQuery } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { writeOfficial } from '@shuping/office';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { CatalogueWords, SectorPlugins } from '../../../platform/plugins/index.ts';
import { words } from '../locales/zh-CN.ts';
import { DashboardQueries } from './dashboard.queries.ts';
import { overviewDocument } from './overview.document.ts';
import { Places } from './place.ts';

/** The yearly overview as a Word document, drafted from the dashboard that the asker sees (R-J2). */
@Injectable()
export class OverviewQueries {
  private readonly words: CatalogueWords;

  constructor(private readonly uow: UnitOfWork, private readonly dashboard: DashboardQueries, private readonly places: Places, plugins: SectorPlugins) {
    this.words = new CatalogueWords({ ...plugins.catalogue('zh-CN'), ...words });
  }

  async docx(who: AppPrincipal, query: DashboardQuery): Promise<Result<{ name: string; bytes: Buffer }, Problem>> {
    const place = await this.places.find(who, query.orgId);
    if (!place.ok) return place;
    const { orgPath, id } = place.value.at;
    if (!can(who.ability, 'export', 'Cycle', { orgPath, publishedTo: '' })) return err({ code: 'permission.denied' });
    const board = await this.dashboard.of(who, query);
    if (!board.ok) return board;
    const bytes = Buffer.from(await writeOfficial(overviewDocument(board.value, query.sector, this.words)));
    await this.uow.run(who, async (tx) => tx.audit({ action: 'dashboard.overview', subject: { type: 'Organisation', id }, orgPath, after: { year: board.value.year } }));
    return ok({ name: this.words.t('file', { unit: board.value.unit.name, year: board.value.year }), bytes });
  }
}
