import { Injectable } from '@nestjs/common';
import type { ChangesOut, ChecksOut, PageOf, ReportOut, ReportRow, ReportsQuery, VersionsOut } from '@shuping/contracts';
import { isDeputy, isInVetting, stepRoles } from '@shuping/domain';
import { addDays, dayOf, err, ok, startOfDay, type Day, type Problem, type Result } from '@shuping/kernel';
import { can, whereFor } from '@shuping/permissions';
import { diffSentences, reportWordCount } from '@shuping/report-checks';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { page, toPage } from '../../platform/http/index.ts';
import { systemActor, UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type CycleView, type FrozenScheme } from '../cycles/index.ts';
import { deputyOf, mayRead, ReportAccess, sideOf, type Opened } from './report-access.ts';
import { ReportChecking } from './report-checking.ts';
import type { ReportRecord } from './report.entity.ts';
import { formOf, inForm, keptOf, type Sections } from './report-text.ts';
import { headOf, lastActedVersion, mayOfReport, rowOf, stepsOf } from './reports.presenter.ts';
import { ReportsRepository } from './reports.repository.ts';
import type { VettingDeputyRecord } from './vetting.entity.ts';
import { VettingRepository } from './vetting.repository.ts';

const ORDER = [{ field: 'position', direction: 'asc' as const }, { field: 'id', direction: 'asc' as const }];
type Scheme = FrozenScheme['scheme'];
type Known = { readonly cycle: CycleView; readonly frozen: FrozenScheme; readonly deputies: readonly VettingDeputyRecord[] };
type Schemes = Map<string, Known | null>;

/** What is read of reports. */
@Injectable()
export class ReportsQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: ReportsRepository, private readonly access: ReportAccess, private readonly cycles: CyclesApi, private readonly checking: ReportChecking, private readonly vetting: VettingRepository) {}

  list(who: AppPrincipal, query: z.infer<typeof ReportsQuery>): Promise<Result<PageOf<ReportRow>, Problem>> {
    return this.uow.run(who, async (tx) => {
      const plan = page(query.limit, query.after, ORDER);
      if (!plan.ok) return plan;
      const today = dayOf(tx.now);
      const where: Record<string, unknown>[] = [whereFor(who.ability, 'read', 'Report'), plan.value.where];
      if (query.cycleId !== undefined) where.push({ cycleId: query.cycleId });
      if (query.state !== undefined) where.push({ state: query.state });
      if (query.published !== undefined) where.push({ publishedUntil: { $gte: today } });
      const schemes: Schemes = new Map();
      if (query.waiting === 'me') where.push(await this.waiting(tx, who, query.cycleId, schemes));
      if (query.waiting === 'late') where.push(await this.late(tx, who, query.cycleId, schemes));
      const found = await this.rows.find(tx, { $and: where }, plan.value.orderBy, plan.value.limit);
      for (const row of found) await this.schemeOf(tx, row, schemes);
      const shown = toPage(found, query.limit, (row) => [row.position, row.id], (row) => row);
      const items = shown.items.filter((row) => mayRead(who, row, today)).flatMap((row) => {
        const known = schemes.get(key(row));
        return known ? [rowOf(row, this.facts(who, row, known, today))] : [];
      });
      return ok({ ...shown, items });
    });
  }

  /** Rows whose step the asker holds: for each chain in force, the steps of the asker's roles, under the paths on which they are held. */
  private async waiting(tx: Tx, who: AppPrincipal, cycleId: string | undefined, schemes: Schemes): Promise<Record<string, unknown>> {
    const or: Record<string, unknown>[] = [];
    for (const chain of await this.chains(tx, cycleId)) {
      const known = await this.schemeOf(tx, chain, schemes);
      for (const grant of known ? who.grants : []) {
        const roles = stepRoles([grant], grant.path, chain.sector);
        const steps = known!.frozen.scheme.vetting.flatMap((step, index) => (roles.includes(step.role) ? [index] : []));
        const standIn = known!.frozen.scheme.vetting.flatMap((step, index) => (known!.deputies.some((one) => one.sector === chain.sector && one.stepId === step.id && isDeputy(one as Parameters<typeof isDeputy>[0], { personId: who.personId, roles })) ? [index] : []));
        const under = { cycleId: chain.cycleId, sector: chain.sector, orgPath: { $gte: grant.path, $lt: `${grant.path}~` } };
        if (steps.length > 0) or.push({ ...under, stepIndex: { $in: steps }, handedAt: null });
        if (standIn.length > 0) or.push({ ...under, stepIndex: { $in: standIn }, handedAt: { $ne: null } });
      }
    }
    if (or.length === 0) return { id: { $in: [] } };
    return { state: 'vetting', ...(who.personId === null ? {} : { personId: { $ne: who.personId } }), $or: or };
  }

  /** Rows past the day of their step that the asker may pass to its deputy: all of a cycle for its office, else where the asker is at the step or its deputy. */
  private async late(tx: Tx, who: AppPrincipal, cycleId: string | undefined, schemes: Schemes): Promise<Record<string, unknown>> {
    const today = dayOf(tx.now);
    const or: Record<string, unknown>[] = [];
    for (const chain of await this.chains(tx, cycleId)) {
      const known = await this.schemeOf(tx, chain, schemes);
      if (!known || !this.access.inWriting(known.cycle).ok) continue;
      for (const [stepIndex, step] of known.frozen.scheme.vetting.entries()) {
        const deputy = known.deputies.find((one) => one.sector === chain.sector && one.stepId === step.id);
        if (!deputy) continue;
        const under = { ...chain, stepIndex, stepSince: { $lt: startOfDay(addDays(today, -step.days)) }, ...(deputy.personId ? { personId: { $ne: deputy.personId } } : {}) };
        if (can(who.ability, 'update', 'Cycle', known.cycle)) or.push(under);
        else for (const grant of who.grants) {
          const roles = stepRoles([grant], grant.path, chain.sector);
          if (roles.includes(step.role) || isDeputy({ role: deputy.role ?? null, personId: deputy.personId ?? null }, { personId: who.personId, roles })) or.push({ ...under, orgPath: { $gte: grant.path, $lt: `${grant.path}~` } });
        }
      }
    }
    if (or.length === 0) return { id: { $in: [] } };
    return { $and: [{ state: 'vetting', handedAt: null }, { $or: or }, ...(who.personId === null ? [] : [{ personId: { $ne: who.personId } }])] };
  }

  /** Cycles and sectors with reports in vetting. */
  private chains(tx: Tx, cycleId: string | undefined): Promise<{ cycleId: string; sector: string }[]> {
    return tx.sql(`select distinct cycle_id as "cycleId", sector from report where state = 'vetting' ${cycleId === undefined ? '' : 'and cycle_id = ?'} limit 200`, cycleId === undefined ? [] : [cycleId]);
  }

  private async schemeOf(tx: Tx, row: Pick<ReportRecord, 'cycleId' | 'sector'>, known: Schemes): Promise<Known | null> {
    const found = known.get(key(row));
    if (found !== undefined) return found;
    const cycle = await this.cycles.cycle(tx, row.cycleId);
    const frozen = cycle && (await this.cycles.schemeFor(tx, cycle, row.sector));
    const value = cycle && frozen ? { cycle, frozen, deputies: await this.vetting.deputies(tx, [row.cycleId]) } : null;
    known.set(key(row), value);
    return value;
  }

  private facts(who: AppPrincipal, row: ReportRecord, { cycle, frozen, deputies }: Known, today: Day) {
    const stage = this.access.inWriting(cycle);
    const roles = stepRoles(who.grants, row.orgPath, row.sector);
    const mine = who.personId !== null && who.personId === row.personId;
    const chain = frozen.scheme.vetting;
    const deputy = isInVetting(row.state) ? deputyOf(row, chain, deputies) : null;
    const standsIn = isDeputy(deputy, { personId: who.personId, roles });
    return { who, mine, roles, chain, deputy, standsIn, today, side: sideOf(who, { row, cycle, roles, frozen, standsIn, mine }), closed: stage.ok ? null : stage.error.code };
  }

  one(who: AppPrincipal, id: string): Promise<Result<ReportOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const opened = await this.access.open(tx, who, id);
      return opened.ok ? ok(await this.present(tx, who, opened.value)) : opened;
    }).then((result) => this.withLastYear(result));
  }

  /** A report as page; last year's text is put in afterwards, since the server reads it. */
  async present(tx: Tx, who: AppPrincipal, opened: Opened): Promise<ReportOut> {
    const { row, cycle, frozen, roles, mine, insider } = opened;
    const known: Known = { cycle, frozen, deputies: isInVetting(row.state) ? await this.vetting.deputies(tx, [row.cycleId]) : [] };
    const openProposals = insider ? (await this.vetting.openProposals(tx, row.id)).filter((one) => one.start >= 0).length : 0;
    const facts = { ...this.facts(who, row, known, dayOf(tx.now)), openProposals };
    const acts = insider ? await this.rows.acts(tx, row.id) : [];
    const last = insider && mine ? await this.rows.lastVersion(tx, row.id) : null;
    const sections = await this.access.shown(tx, opened);
    return {
      ...headOf(row, mayOfReport(row, facts), insider), words: mine ? row.words : reportWordCount(this.checking.text(opened, sections)), year: cycle.year, period: cycle.period, cycleTitle: cycle.title, form: formOf(frozen.scheme, row.asked), mine,
      sections: inForm(frozen.scheme, sections), kept: insider ? keptOf(frozen.scheme, sections).map(({ id, text, title }) => ({ id, text, title: title ?? null })) : [], steps: insider ? stepsOf(row, facts, acts) : [], lastYear: null,
      unmatched: last?.kind === 'imported' ? last.unmatched : [], lastSigned: insider ? lastActedVersion(row, who.accountId, acts, roles, frozen.scheme.vetting) : null,
    };
  }

  /** Adds the author's own report of the year before. */
  async withLastYear(result: Result<ReportOut, Problem>): Promise<Result<ReportOut, Problem>> {
    if (!result.ok || !result.value.mine) return result;
    const lastYear = await this.uow.run(systemActor('reports'), async (tx) => {
      const row = await this.rows.get(tx, result.value.id);
      const cycle = row && (await this.cycles.cycle(tx, row.cycleId));
      return row && cycle ? this.checking.lastYear(tx, { row, cycle }) : null;
    });
    return ok({ ...result.value, lastYear: lastYear?.sections.map(({ id, kind, text }) => ({ id, kind, text })) ?? null });
  }

  async checks(who: AppPrincipal, id: string): Promise<Result<ChecksOut, Problem>> {
    const opened = await this.uow.run(who, async (tx): Promise<Result<{ opened: Opened; sections: Sections }, Problem>> => {
      const found = await this.access.inside(tx, who, id);
      return found.ok ? ok({ opened: found.value, sections: await this.access.shown(tx, found.value) }) : found;
    });
    if (!opened.ok) return opened;
    const { sections } = opened.value;
    const material = await this.checking.material(who, opened.value.opened, sections);
    return ok({
      version: opened.value.opened.row.version, words: reportWordCount(this.checking.text(opened.value.opened, sections)),
      findings: this.checking.findings(opened.value.opened, sections, material).map((finding) => ({ ...finding, params: { ...finding.params } })),
    });
  }

  versions(who: AppPrincipal, id: string): Promise<Result<VersionsOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const opened = await this.access.inside(tx, who, id);
      if (!opened.ok) return opened;
      const all = await this.rows.versions(tx, id);
      const shown = opened.value.mine ? all : all.filter((version) => version.kind === 'submitted');
      const submitted = all.filter((version) => version.kind === 'submitted');
      return ok({
        items: shown.map((version) => {
          const round = submitted.indexOf(version);
          const before = submitted[round - 1];
          return {
            number: version.number, kind: version.kind, words: version.words, madeAt: version.madeAt.toISOString(), madeBy: version.madeBy, unmatched: version.unmatched,
            round: round < 0 ? null : round + 1, cut: before ? before.words - version.words : null,
          };
        }),
      });
    });
  }

  /** What changed since a version, sentence by sentence (R-E5). */
  changes(who: AppPrincipal, id: string, since: number | undefined): Promise<Result<ChangesOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const opened = await this.access.inside(tx, who, id);
      if (!opened.ok) return opened;
      const { row, frozen, roles, mine } = opened.value;
      const from = since ?? lastActedVersion(row, who.accountId, await this.rows.acts(tx, id), roles, frozen.scheme.vetting);
      if (from === null) return ok({ since: null, current: row.currentVersion, places: 0, sections: [] });
      const old = await this.rows.version(tx, id, from);
      if (!old || (!mine && old.kind !== 'submitted')) return err({ code: 'report.version-not-found', params: { number: from } });
      return ok({ since: from, current: row.currentVersion, ...difference(frozen.scheme, old.sections, await this.access.shown(tx, opened.value)) });
    });
  }
}

function key(row: { readonly cycleId: string; readonly sector: string }): string {
  return `${row.cycleId}|${row.sector}`;
}

function difference(scheme: Scheme, before: Sections, after: Sections): Pick<ChangesOut, 'places' | 'sections'> {
  let places = 0;
  const sections = formOf(scheme).sections.map(({ id }) => {
    const textIn = (all: Sections): string => all.find((section) => section.id === id)?.text ?? '';
    const parts = diffSentences(textIn(before), textIn(after));
    places += parts.filter((part, index) => part.kind !== 'same' && (index === 0 || parts[index - 1]!.kind === 'same')).length;
    return { id, parts: parts.map((part) => ({ kind: part.kind, text: part.text, start: part.kind === 'removed' ? null : part.start, end: part.kind === 'removed' ? null : part.end })) };
  });
  return { places, sections };
}
