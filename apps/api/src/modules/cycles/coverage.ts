import { Injectable } from '@nestjs/common';
import type { MissingOut } from '@shuping/contracts';
import { proposeAssessees, stageReached, type CoverageRules, type Missing, type PostHolding, type ProposedAssessee } from '@shuping/domain';
import { dayOf } from '@shuping/kernel';
import { asSystem, type Tx } from '../../platform/persistence/index.ts';
import { OrganisationsApi, type Org } from '../organisations/index.ts';
import { PeopleApi } from '../people/index.ts';
import { SchemesApi, type EffectiveScheme } from '../schemes/index.ts';
import { AssesseeRecord, NOBODY } from './cycle.entity.ts';
import type { CycleView } from './cycles.api.ts';

export type Field = { readonly units: readonly Org[]; readonly holdings: readonly PostHolding[]; readonly proposed: readonly ProposedAssessee[]; readonly missing: readonly Missing[]; readonly names: ReadonlyMap<string, string> };

/** Who should be assessed by the tree, the posts and the schemes, against who is (R-A2, R-C1 全面覆盖). */
@Injectable()
export class Coverage {
  constructor(private readonly organisations: OrganisationsApi, private readonly people: PeopleApi, private readonly schemes: SchemesApi) {}

  /** Units of the host with who holds an assessed post at the period's end; of an archived cycle the units it had, whatever became of the tree (R-A5). */
  async field(tx: Tx, cycle: CycleView): Promise<Field> {
    if (stageReached(cycle.stage, 'archive')) return { units: await this.unitsThen(tx, cycle), holdings: [], proposed: [], missing: [], names: new Map() };
    const units = await this.organisations.units(tx, cycle.hostId, cycle.periodEnd);
    const holdings = await this.people.holdings(tx, units.map((unit) => unit.id));
    const rules = await this.rules(tx, cycle, [...new Set(units.map((unit) => unit.sector))]);
    const { proposed, missing } = proposeAssessees(units.map((unit) => ({ orgId: unit.id, sector: unit.sector })), holdings, cycle.periodEnd, (sector) => rules.get(sector) ?? null);
    const names = await this.people.names(tx, [...new Set(holdings.map((holding) => holding.personId))]);
    return { units, holdings, proposed, missing, names };
  }

  private async unitsThen(tx: Tx, cycle: CycleView): Promise<Org[]> {
    const rows = await tx.em.find(AssesseeRecord, { cycleId: cycle.id }, { orderBy: { position: 'asc', id: 'asc' } });
    const units = new Map(rows.map((row): [string, Org] => [row.orgId, { id: row.orgId, path: row.orgPath, name: row.orgName, shortName: row.orgName, sector: row.sector, kind: row.orgKind, parentId: cycle.hostId }]));
    return [...units.values()];
  }

  /** Effective schemes of the host by sector as of now; a sector without one is absent. */
  async effective(tx: Tx, cycle: CycleView, sectors: readonly string[]): Promise<Map<string, EffectiveScheme>> {
    const enabled = await this.enabled(tx, cycle);
    const found = new Map<string, EffectiveScheme>();
    for (const sector of sectors.filter((one) => enabled.has(one))) {
      const scheme = await this.schemes.effective(tx, cycle.hostId, sector, cycle.year);
      if (scheme.ok) found.set(sector, scheme.value);
    }
    return found;
  }

  /** Sectors switched on for a host, by itself or above it; read by the server, since the superior's row lies outside the asker's scope. */
  async enabled(tx: Tx, cycle: { readonly orgPath: string }): Promise<Set<string>> {
    const found = await asSystem(tx, () => this.organisations.enabledSectors(tx, cycle.orgPath, dayOf(tx.now)));
    return new Set(found.map((one) => one.sector));
  }

  private async rules(tx: Tx, cycle: CycleView, sectors: readonly string[]): Promise<Map<string, CoverageRules>> {
    const rules = new Map<string, CoverageRules>();
    const open = sectors.filter((sector) => cycle.schemes[sector] === undefined);
    for (const [sector, hash] of Object.entries(cycle.schemes)) {
      const frozen = await this.schemes.byHash(tx, hash);
      if (frozen) rules.set(sector, frozen.scheme);
    }
    for (const [sector, { scheme }] of await this.effective(tx, cycle, open)) rules.set(sector, scheme);
    return rules;
  }
}

/** Units and holders that are not assessed, with what the rules and the office say. */
export function missingOf(field: Field, rows: readonly AssesseeRecord[]): MissingOut[] {
  const covered = new Set(rows.filter((row) => row.included).map((row) => row.orgId));
  const out = rows.filter((row) => !row.included);
  const bare = field.units.filter((unit) => !covered.has(unit.id)).flatMap((unit): MissingOut[] => {
    const rule = field.missing.find((one) => one.orgId === unit.id);
    const holder = field.proposed.find((one) => one.orgId === unit.id);
    const mine = out.filter((row) => row.orgId === unit.id);
    const base = { orgId: unit.id, orgName: unit.name, sector: unit.sector };
    if (mine.length > 0) return mine.map((row) => ({ ...base, ...personOf(row.personId, row.personName), code: rule?.code ?? row.reasonCode, params: { ...rule?.params }, reasonCode: row.reasonCode, reason: row.reason, explained: true }));
    const personId = rule?.personId ?? holder?.personId ?? null;
    return [{ ...base, ...personOf(personId ?? NOBODY, field.names.get(personId ?? '') ?? ''), code: rule?.code ?? 'coverage.unconfirmed', params: { ...rule?.params }, reasonCode: '', reason: '', explained: false }];
  });
  // a second holder who is left out where another one is assessed
  const beside = out.filter((row) => covered.has(row.orgId)).map((row): MissingOut => ({
    orgId: row.orgId, orgName: row.orgName, sector: row.sector, ...personOf(row.personId, row.personName), code: row.reasonCode, params: {}, reasonCode: row.reasonCode, reason: row.reason, explained: true,
  }));
  return [...bare, ...beside];
}

function personOf(personId: string, name: string): { personId: string | null; personName: string | null } {
  return personId === NOBODY ? { personId: null, personName: null } : { personId, personName: name };
}
