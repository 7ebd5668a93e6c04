import { Injectable } from '@nestjs/common';
import { emptySections, reportSections } from '@shuping/domain';
import { dayOf } from '@shuping/kernel';
import { checkReport, reportPrints, type CheckContext, type Finding, type OtherReport, type ReportText } from '@shuping/report-checks';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { systemActor, UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import { CyclesApi } from '../cycles/index.ts';
import { mayRead, type Opened } from './report-access.ts';
import { ReportRecord, ReportVersionRecord } from './report.entity.ts';
import { textOf, type Sections } from './report-text.ts';

const ACTOR = systemActor('report-checks');
const CANDIDATES = 60;

export type CheckMaterial = Pick<CheckContext, 'lastYear' | 'others'>;

/** The server's side of the checks: what lies outside the report, and the plugins' checks (R-E2). */
@Injectable()
export class ReportChecking {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly plugins: SectorPlugins) {}

  /** Findings on a text under the frozen scheme. */
  findings({ frozen }: Pick<Opened, 'frozen'>, sections: Sections, material: CheckMaterial): Finding<string>[] {
    const text = this.text({ frozen }, sections);
    const mustAnswer = reportSections(frozen.scheme).flatMap((section) => (section.question && section.kind === 'answer' ? [{ questionId: section.question }] : []));
    return [...emptySections(reportSections(frozen.scheme), text), ...checkReport(text, frozen.scheme.report.checks, { mustAnswer, ...material }, this.plugins.checks)];
  }

  /** What the text alone is told, counted for lists; wording shared with other reports is looked for when it is handed in. */
  counted(opened: Pick<Opened, 'frozen'>, sections: Sections): { blocking: number; advising: number } {
    return countOf(this.findings(opened, sections, {}));
  }

  text({ frozen }: Pick<Opened, 'frozen'>, sections: Sections): ReportText {
    return textOf(frozen.scheme, sections, this.plugins.catalogue('zh-CN'));
  }

  /** The same person's last report and others that share wording. Read by the server; of a report that the asker may not read only its existence comes out. */
  material(who: AppPrincipal, opened: Opened, sections: Sections): Promise<CheckMaterial> {
    return this.uow.run(ACTOR, async (tx) => {
      const lastYear = await this.lastYear(tx, opened);
      return { ...(lastYear ? { lastYear } : {}), others: await this.others(tx, who, opened, sections) };
    });
  }

  /** Text of the same person in the same post in the cycle before. */
  async lastYear(tx: Tx, { row, cycle }: Pick<Opened, 'row' | 'cycle'>): Promise<ReportText | null> {
    const before = cycle.previousCycleId ? await this.cycles.cycle(tx, cycle.previousCycleId) : null;
    const now = before && (await this.cycles.assessee(tx, row.assesseeId));
    if (!before || !now) return null;
    const then = (await this.cycles.assessees(tx, before.id, { all: true })).find((one) => one.personId === now.personId && one.orgId === now.orgId);
    const old = then && (await tx.em.findOne(ReportRecord, { assesseeId: then.id, state: 'accepted' }));
    const frozen = old && (await this.cycles.schemeFor(tx, before, old.sector));
    return old && frozen ? this.text({ frozen }, old.sections) : null;
  }

  private async others(tx: Tx, who: AppPrincipal, { row, frozen }: Opened, sections: Sections): Promise<OtherReport[]> {
    const prints = reportPrints(this.text({ frozen }, sections));
    if (prints.length === 0) return [];
    const hits = await tx.sql<{ report_id: string }>(
      `select report_id from report_print where prints && ?::int[] and report_id <> ?
       order by cardinality(array(select unnest(prints) intersect select unnest(?::int[]))) desc limit ?`,
      [literal(prints), row.id, literal(prints), CANDIDATES],
    );
    const found = await tx.em.find(ReportRecord, { id: { $in: hits.map((hit) => hit.report_id) }, personId: { $ne: row.personId } });
    if (found.length === 0) return [];
    const versions = await tx.em.find(ReportVersionRecord, { $or: found.map((other) => ({ reportId: other.id, number: other.currentVersion })) });
    const today = dayOf(tx.now);
    return found.flatMap((other): OtherReport[] => {
      const text = versions.find((version) => version.reportId === other.id)?.sections;
      if (!text) return [];
      const visible = mayRead(who, other, today);
      return [{ ref: visible ? `${other.orgName} ${other.personName}` : 'elsewhere', visible, text: { sections: text.map((section) => ({ ...section, kind: 'free' })) } }];
    });
  }

  /** Puts a submitted text into the index of wording. */
  async index(tx: Tx, reportId: string): Promise<void> {
    const row = await tx.em.findOne(ReportRecord, { id: reportId });
    const version = row && (await tx.em.findOne(ReportVersionRecord, { reportId, number: row.currentVersion }));
    if (!row || !version) return;
    const prints = reportPrints({ sections: version.sections.map((section) => ({ ...section, kind: 'free' })) });
    await tx.sql('insert into report_print (host_id, report_id, prints) values (?, ?, ?::int[]) on conflict (host_id, report_id) do update set prints = excluded.prints', [row.hostId, row.id, literal(prints)]);
  }
}

/** Findings by what they do: how many hold the report back, how many advise. */
export function countOf(findings: readonly Pick<Finding<string>, 'level'>[]): { blocking: number; advising: number } {
  const blocking = findings.filter((one) => one.level === 'block').length;
  return { blocking, advising: findings.length - blocking };
}

function literal(keys: readonly number[]): string {
  return `{${keys.join(',')}}`;
}
