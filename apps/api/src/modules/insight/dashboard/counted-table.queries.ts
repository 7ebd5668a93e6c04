import { Injectable } from '@nestjs/common';
import type { CountedExportQuery, CountedItem } from '@shuping/contracts';
import { err, ok, resolveText, type Catalogue, type Problem, type Result, type TextRef } from '@shuping/kernel';
import { writeXlsx, type XlsxColumn } from '@shuping/office';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { SectorPlugins } from '../../../platform/plugins/index.ts';
import { CountedQueries } from './counted.queries.ts';
import { words as en } from './locales/en.ts';
import { words as zhCN } from './locales/zh-CN.ts';
import { gradesOf } from './grades.ts';
import { LINE_SUMS, type Kind } from './measures.ts';

type Cell = { readonly column: XlsxColumn; readonly of: (line: CountedItem) => string | number | null };

/** The list behind a figure as a workbook: the lines and columns that the page shows (R-J1, R-K6). */
@Injectable()
export class CountedTables {
  constructor(private readonly uow: UnitOfWork, private readonly lists: CountedQueries, private readonly plugins: SectorPlugins) {}

  async xlsx(who: AppPrincipal, query: CountedExportQuery): Promise<Result<{ readonly name: string; readonly bytes: Buffer }, Problem>> {
    const read = await this.lists.all(who, query);
    if (!read.ok) return read;
    const { place, kind, lines } = read.value;
    const { orgPath, id, name } = place.at;
    if (!can(who.ability, 'export', 'Cycle', { orgPath, publishedTo: '' })) return err({ code: 'permission.denied' });
    const year = query.year ?? Number(place.today.slice(0, 4));
    const grades = await this.uow.run(who, async (tx) => {
      tx.audit({ action: 'dashboard.list', subject: { type: 'Organisation', id }, orgPath, after: { measure: query.measure, year, rows: lines.length } });
      return gradesOf(tx, [...new Set(lines.map((line) => line.cycleId))]);
    });
    const w = new TableWords({ ...this.plugins.catalogue(query.lang), ...(query.lang === 'en' ? en : zhCN) }, grades);
    const cells = w.cells(kind, query);
    const what = w.what(query);
    const sheet = { name: w.t(`measure.${query.measure}`), title: w.t('title', { unit: query.own === '1' ? w.t('own', { name }) : name, year, what }), landscape: true, columns: cells.map((cell) => cell.column), rows: lines.map((line) => cells.map((cell) => cell.of(line))) };
    return ok({ name: w.t('file', { unit: name, year, what }), bytes: Buffer.from(await writeXlsx({ sheets: [sheet] })) });
  }
}

class TableWords {
  constructor(private readonly catalogue: Catalogue, private readonly grades: readonly { readonly id: string; readonly title: TextRef }[]) {}

  what({ measure, grade }: CountedExportQuery): string {
    return grade === undefined ? this.t(`measure.${measure}`) : this.t('asGrade', { grade: this.grade(grade) });
  }

  cells(kind: Kind, { measure }: CountedExportQuery): Cell[] {
    const text = (key: string, width: number, of: Cell['of']): Cell => ({ column: { header: this.t(`col.${key}`), width }, of });
    const number = (key: string, of: Cell['of']): Cell => ({ column: { header: this.t(`col.${key}`), kind: 'number', width: 12 }, of });
    const worded = kind === 'problem' || kind === 'action' || kind === 'commitment' || kind === 'meeting';
    const whole = kind === 'unit' || kind === 'cycle' || kind === 'meeting';
    const sums = LINE_SUMS[measure];
    return [
      ...(worded ? [text(kind, 44, (line) => (kind === 'action' ? this.t(`what.${line.text}`) : line.text))] : []),
      ...(whole ? [] : [text('person', 12, (line) => line.personName)]),
      ...(kind === 'meeting' ? [] : [text(kind === 'cycle' ? 'host' : 'org', 36, (line) => line.orgName)]),
      ...(kind === 'cycle' ? [] : [text('host', 30, (line) => line.hostName)]),
      ...(kind === 'cycle' || kind === 'meeting' ? [] : [text('sector', 10, (line) => this.ref({ key: `${line.sector}.sector` }))]),
      ...(kind === 'problem' || kind === 'action' || kind === 'meeting' ? [text(kind === 'problem' ? 'deadline' : 'day', 14, (line) => line.day)] : []),
      ...(sums ? [number(sums.part, (line) => line.part)] : []),
      ...(sums?.whole ? [number(sums.whole, (line) => line.whole)] : []),
      text('state', 12, (line) => this.state(kind, line)),
    ];
  }

  private state(kind: Kind, { state, text }: CountedItem): string {
    if (kind === 'assessee' && state === 'graded') return this.grade(text);
    return this.t(`${kind === 'unit' ? 'assessee' : kind}.${state}`);
  }

  private grade(id: string): string {
    const found = this.grades.find((one) => one.id === id);
    return found ? this.ref(found.title) : id;
  }

  t(key: string, params: Readonly<Record<string, string | number>> = {}): string {
    return resolveText({ key }, this.catalogue, params);
  }

  private ref(text: TextRef): string {
    return resolveText(text, this.catalogue);
  }
}
