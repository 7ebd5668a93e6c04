import { randomUUID } from 'node:crypto';
import { QUESTIONS, REPORTS, type FixtureReport } from '@shuping/fixtures/reports';
import { hashOf } from '@shuping/kernel';
import { school } from '@shuping/plugin-school';
import type { Scheme } from '@shuping/scheme';
import { systemActor } from '../../../platform/persistence/index.ts';
import { signedIn, type BootedApp, type TestPerson } from '../../../testing/index.ts';
import { AssesseeRecord, CycleRecord } from '../../cycles/cycle.entity.ts';
import { EffectiveSchemeRecord } from '../../schemes/scheme.entity.ts';

const ACTOR = systemActor('testing');

const TITLES: Readonly<Record<string, string>> = { achievements: '履职情况', 'carry-over': '上年度查摆问题整改情况', free: '述职前的调研情况', problems: '存在的主要问题', causes: '产生问题的原因', measures: '下一步工作打算', commitments: '整改承诺' };

/** The school scheme with the form that the reports of the corpus were written for, and a chain of two steps. */
export function corpusScheme(): Scheme {
  const base = school.scheme;
  const kinds: [string, Scheme['report']['sections'][number]['kind']][] = [['achievements', 'achievements'], ['carry-over', 'carry_over'], ['free', 'free'], ['problems', 'problems'], ['causes', 'causes'], ['measures', 'measures'], ['commitments', 'commitments']];
  return {
    ...base,
    questions: [...base.questions.filter((question) => question.kind !== 'must_answer'), ...Object.entries(QUESTIONS).map(([id, text]) => ({ id, kind: 'must_answer' as const, title: { text } }))],
    report: {
      ...base.report,
      sections: kinds.map(([id, kind]) => ({ id, kind, title: { text: TITLES[id]! }, required: id === 'problems' || id === 'achievements', titles: [TITLES[id]!] })),
      checks: base.report.checks.map((rule) => (rule.check === 'length@1' ? { ...rule, params: { limit: 6000 } } : rule)),
    },
    vetting: [{ id: 'office', title: { text: '组织员初审' }, role: 'organiser', days: 3 }, { id: 'leader', title: { text: '党总支书记审定' }, role: 'host_leader', days: 2 }],
  };
}

export type World = {
  readonly cycleId: string; readonly hostId: string; readonly path: string;
  /** secretaries of branches with the report of the corpus that is theirs */
  readonly secretaries: readonly (TestPerson & { readonly assesseeId: string; readonly orgId: string; readonly fixture: FixtureReport; readonly path: string })[];
  readonly organiser: TestPerson; readonly leader: TestPerson; readonly officer: TestPerson;
};

/** A host with its cycle in `reporting`, secretaries, and the people of the chain. */
export async function reportWorld(booted: BootedApp, path: string, refs: readonly string[]): Promise<World> {
  const cycleId = randomUUID();
  const hostId = randomUUID();
  const scheme = corpusScheme();
  const hash = hashOf(scheme);
  await booted.uow.run(ACTOR, async (tx) => {
    if (!(await tx.em.findOne(EffectiveSchemeRecord, { hash }))) tx.em.persist(tx.em.create(EffectiveSchemeRecord, { hash, sector: 'school', engine: '1', scheme, provenance: {}, layers: [] }));
    tx.em.persist(tx.em.create(CycleRecord, { hostId, id: cycleId, orgPath: path, publishedTo: path, period: '2026', year: 2026, title: '2026年度述职评议考核', hostName: '机电工程系党总支', periodStart: '2026-01-01', periodEnd: '2026-12-31', stage: 'reporting', calendar: {}, schemes: { school: hash }, previousCycleId: null, publicityFrom: null, publicityEnds: null }));
  });
  const secretaries: World['secretaries'][number][] = [];
  for (const [index, ref] of refs.entries()) {
    const fixture = REPORTS.find((one) => one.ref === ref)!;
    const own = `${path}b${index}/`;
    const person = await signedIn(booted, { path: own, grants: [{ role: 'secretary', path: own }] });
    const assesseeId = randomUUID();
    const orgId = randomUUID();
    await post(booted, person.personId, orgId, own);
    await booted.uow.run(ACTOR, async (tx) => {
      tx.em.persist(tx.em.create(AssesseeRecord, { hostId, id: assesseeId, orgPath: own, sector: 'school', cycleId, orgId, personId: person.personId, appointmentId: null, orgName: fixture.branch, personName: fixture.author, post: '支部书记', pathThen: own, included: true, position: index, facts: {}, listedTo: path }));
      return Promise.resolve();
    });
    secretaries.push({ ...person, assesseeId, orgId, fixture, path: own });
  }
  const organiser = await signedIn(booted, { path, grants: [{ role: 'vetter:organiser', path }] });
  const leader = await signedIn(booted, { path, grants: [{ role: 'host_leader', path }] });
  const officer = await signedIn(booted, { path, grants: [{ role: 'host_officer', path }] });
  for (const one of [organiser, leader, officer]) await post(booted, one.personId, hostId, path);
  return { cycleId, hostId, path, secretaries, organiser, leader, officer };
}

/** Makes a person belong to an organisation, and so to its circles. */
export function post(booted: BootedApp, personId: string, orgId: string, path: string): Promise<unknown> {
  return booted.uow.run(ACTOR, (tx) => tx.sql("insert into appointment (id, org_path, sector, org_id, person_id, post, from_day, to_day, version) values (?, ?, 'school', ?, ?, '支部书记', '2020-01-01', null, 1)", [randomUUID(), path, orgId, personId]));
}

export function setStage(booted: BootedApp, cycleId: string, stage: string): Promise<unknown> {
  return booted.uow.run(ACTOR, (tx) => tx.sql('update cycle set stage = ? where id = ?', [stage, cycleId]));
}

/** The corpus report as sections of the form. */
export function sectionsOf(fixture: FixtureReport): { id: string; text: string }[] {
  return fixture.report.sections.map(({ id, text }) => ({ id, text }));
}
