import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { writeXlsx, type XlsxColumn } from '@shuping/office';
import { makeBundle, type ResultsBundle } from '@shuping/scoring';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import { BundleSigner, type Signature } from '../../platform/signing/index.ts';
import type { CycleView } from '../cycles/index.ts';
import { BoardQueries } from './board.queries.ts';
import { componentsOf, shown, type Pool } from './pools.ts';
import { byOffice } from './reach.ts';
import { DocumentWords } from './words.ts';

export const BUNDLES_FORMAT = 'shuping-results-bundles@1';
/** Bundles of a cycle, one for each scheme, under the installation's signature over everything else in it. */
export type Bundles = { readonly format: typeof BUNDLES_FORMAT; readonly cycle: { readonly id: string; readonly title: string; readonly year: number }; readonly bundles: readonly ResultsBundle[]; readonly signature: Signature };
export type Download = { readonly name: string; readonly contentType: string; readonly bytes: Buffer };

/** Results as files: a table for Excel, and bundles that recompute without the server (R-G2, R-K6). */
@Injectable()
export class ExportsQueries {
  constructor(private readonly uow: UnitOfWork, private readonly board: BoardQueries, private readonly words: DocumentWords, private readonly signer: BundleSigner) {}

  async xlsx(who: AppPrincipal, cycleId: string): Promise<Result<Download, Problem>> {
    const found = await this.pools(who, cycleId);
    if (!found.ok) return found;
    const { cycle, pools } = found.value;
    const sheets = pools.map((pool) => ({ name: pools.length === 1 ? this.words.t('sheet.name') : pool.id, title: this.words.t('sheet.title', { title: cycle.title }), landscape: true, ...this.table(pool) }));
    return ok({
      name: this.words.t('file.results', { title: cycle.title }), contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes: Buffer.from(await writeXlsx({ sheets })),
    });
  }

  async bundle(who: AppPrincipal, cycleId: string): Promise<Result<Download, Problem>> {
    const found = await this.pools(who, cycleId);
    if (!found.ok) return found;
    const { cycle, pools } = found.value;
    const bundles = pools.flatMap((pool) => pool.sectors.map((sector) => {
      const own = pool.entries.filter(({ assessee, result }) => assessee.sector === sector && result !== null);
      return makeBundle(own[0]?.frozen.scheme ?? pool.scheme, own.map(({ assessee, result }) => ({ id: assessee.id, inputs: result!.inputs, ...(result!.grade ? { decided: { grade: result!.grade, reason: result!.reason } } : {}) })));
    }));
    const body = { format: BUNDLES_FORMAT, cycle: { id: cycle.id, title: cycle.title, year: cycle.year }, bundles } as const;
    const signed: Bundles = { ...body, signature: await this.signer.sign(body) };
    return ok({ name: this.words.t('file.bundle', { title: cycle.title }), contentType: 'application/json; charset=utf-8', bytes: Buffer.from(JSON.stringify(signed)) });
  }

  private pools(who: AppPrincipal, cycleId: string): Promise<Result<{ cycle: CycleView; pools: Pool[] }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const found = await this.board.visible(tx, who, cycleId);
      if (!found.ok) return found;
      const entries = found.value.pools.flatMap((pool) => pool.entries);
      if (entries.some(({ assessee }) => !byOffice(who, 'export', 'Result', assessee))) return err<Problem>({ code: 'permission.denied' });
      if (!entries.some(({ result }) => result !== null)) return err<Problem>({ code: 'result.not-computed' });
      tx.audit({ action: 'results.export', subject: { type: 'Cycle', id: cycleId }, orgPath: found.value.cycle.orgPath });
      return found;
    });
  }

  private table(pool: Pool): { columns: XlsxColumn[]; rows: (string | number | null)[][] } {
    const components = componentsOf(pool.scheme);
    const text = (key: string): XlsxColumn => ({ header: this.words.t(`sheet.${key}`) });
    const number = (header: string): XlsxColumn => ({ header, kind: 'number' });
    const titles = new Map([...pool.scheme.grading.grades, ...(pool.scheme.grading.outcomes ?? [])].map((grade) => [grade.id, this.words.ref(grade.title)]));
    const grade = (id: string | null | undefined): string => (id ? (titles.get(id) ?? id) : '');
    const figure = (value: string | null): number | null => (value === null ? null : Number(value));
    const rows = pool.entries.map(({ assessee, result }) => {
      const member = pool.members.find((one) => one.id === assessee.id);
      const grading = pool.grading.members.find((one) => one.id === assessee.id);
      const digits = pool.scheme.score.digits;
      return {
        rank: grading?.rank ?? null,
        cells: [
          grading?.rank ?? null, assessee.personName, assessee.orgName, assessee.post, ...components.map(({ id }) => figure(shown(member?.result.nodes[id]?.value, digits))), figure(shown(member?.result.root.value, digits)),
          grade(grading?.grade ?? grading?.outcome?.outcome), grade(result?.grade), result?.reason ?? '', result ? this.words.t(`state.${result.state}`) : '',
        ],
      };
    });
    rows.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));
    return {
      columns: [number(this.words.t('sheet.rank')), text('person'), text('org'), text('post'), ...components.map(({ title }) => number(this.words.ref(title))), number(this.words.t('sheet.score')), text('computed'), text('grade'), text('reason'), text('state')],
      rows: rows.map((row) => row.cells),
    };
  }
}
