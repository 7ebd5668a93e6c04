import type { CountySector } from '@shuping/fixtures/layers';
import { makeProvince, type ProvinceShape } from '@shuping/fixtures/province';
import { seededRandom } from '@shuping/kernel';
import { grade, ledger, publishAndFeedBack, rectify, type Ledger } from '../after.ts';
import { advance, enterScores, openCycle, writeReports, type Cycle } from '../before.ts';
import type { Ticket } from '../days.ts';
import type { Host } from '../host.ts';
import { Stage } from '../stage.ts';
import type { YearResult } from '../year.ts';
import { vetInRounds } from './chain.ts';
import { countyHost, countyPeople } from './county.ts';
import { loosenInVain, publishCity, publishCounty, publishProvince } from './lines.ts';
import { carryOn, findProblems } from './ledger.ts';
import { issueProgramme, mustAnswered, type MustAnswer } from './programme.ts';
import { holdSessions, planSessions, type Heard } from './sessions.ts';
import { bringIn, MINISTRY, openAccounts, organisationOf, type Brought } from './world.ts';

export type ProvinceResult = YearResult & { readonly organisations: number; readonly people: number; readonly counties: number; readonly sessions: number; /** by the programme's own count; `county` in the county played in full */ readonly mustAnswer: MustAnswer & { readonly county: MustAnswer; readonly refusedAtFirst: number }; readonly returned: number; readonly refusals: readonly string[] };

/** Acts of the county played in full that somebody else does, and moments that somebody waits for. */
export type Hands = { /** the province's layers are published and its order is out */ readonly issued?: (programmeId: string) => void; /** begins the county's year: its cycle from the programme, its assessees confirmed */ readonly begin?: (stage: Stage, programmeId: string) => Promise<Cycle>; /** all reports are accepted, no session is planned */ readonly accepted?: (stage: Stage, cycle: Cycle) => Promise<void>; /** the sessions are planned, none has begun */ readonly planned?: (stage: Stage, cycle: Cycle, meetings: readonly string[]) => Promise<void> };

export type ProvinceOptions = { readonly seed: number; readonly year: number; readonly shape: ProvinceShape; readonly sectors: readonly CountySector[]; readonly counties: number; readonly secretaries: number; readonly heads: Host['heads']; /** stops with the sessions planned */ readonly until?: 'meeting'; /** the last day on which years are opened by the order */ readonly openBy?: string; /** others that the order goes to, by name */ readonly addressed?: readonly string[]; /** tree and roster, brought in before */ readonly brought?: Brought; /** its own days */ readonly ticket?: Ticket; readonly hands?: Hands; readonly say: (line: string) => void };

/** A province's year over HTTP, as its actors would play it: tree, roster and layers brought in, some counties open their cycles, the first of them plays its year to the ledger. */
export async function playProvince(base: string, options: ProvinceOptions): Promise<ProvinceResult> {
  const started = performance.now();
  const { year, seed } = options;
  const ministry = new Stage(base, countyHost(1, '', options.secretaries, options.heads), seededRandom(seed * 1000 + year), (line) => options.say(`[province] ${line}`), options.ticket);
  await ministry.day(`${year}-11-01`);
  const { province, root, imported } = options.brought ?? (await bringIn(ministry, makeProvince(seededRandom(seed), options.shape), options.sectors));
  const counties = province.units.filter((unit) => unit.level === 'county').slice(0, options.counties);
  await publishProvince(await ministry.as(MINISTRY), root, year, options.sectors, false);
  const refusals = await layersBelow(ministry, counties, options);
  const hosts: string[] = [];
  for (const county of counties) hosts.push(await organisationOf(await ministry.as(MINISTRY), county.name));
  const others: string[] = [];
  for (const name of options.addressed ?? []) others.push(await organisationOf(await ministry.as(MINISTRY), name));
  const programmeId = await issueProgramme(await ministry.as(MINISTRY), root, year, [...hosts, ...others], options.sectors, options.openBy);
  ministry.say(`programme of the year issued to ${hosts.length + others.length} counties with two must-answer questions`);
  options.hands?.issued?.(programmeId);

  let whole: { stage: Stage; cycle: Cycle; assessees: Heard[] } | null = null;
  for (const [at, county] of counties.entries()) {
    const stage = new Stage(base, countyHost(at + 1, county.name, options.secretaries, options.heads), seededRandom(seed * 1000 + year + at), (line) => options.say(`[${county.area}] ${line}`), options.ticket);
    const opened = await openCycle(stage, year, programmeId, at === 0 ? options.hands?.begin : undefined);
    if (at === 0) whole = { stage, cycle: opened.cycle, assessees: opened.assessees as Heard[] };
  }
  const { stage, cycle, assessees } = whole!;
  const secretaries = assessees.map((one, at) => ({ login: stage.host.secretaries[at]!, name: one.personName, orgId: one.orgId, personId: one.personId, grants: [{ role: 'secretary', orgId: one.orgId }] }));
  await openAccounts(stage, secretaries);
  stage.say(`${secretaries.length} secretaries signed in for the first time`);
  const played = await playCounty(stage, cycle, assessees, programmeId, options);
  return { year, organisations: imported.organisations, people: imported.people, counties: counties.length, assessees: assessees.length, refusals, ...played, seconds: Math.round((performance.now() - started) / 100) / 10 };
}

/** City and county offices get their accounts, the city tightens, a county tries to loosen and is refused, then every county publishes. */
async function layersBelow(stage: Stage, counties: readonly { name: string; area: string; parent: string }[], { year, sectors, secretaries, heads }: ProvinceOptions): Promise<readonly string[]> {
  const ministry = await stage.as(MINISTRY);
  for (const [at, city] of [...new Set(counties.map((county) => county.parent))].entries()) {
    const orgId = await organisationOf(ministry, city);
    await openAccounts(stage, [{ login: `shi${at + 1}-zuzhi`, name: '苗秋实', orgId, grants: [{ role: 'scheme_editor', orgId }, { role: 'observer', orgId }] }]);
    await publishCity(await stage.as(`shi${at + 1}-zuzhi`), orgId, year, sectors);
  }
  stage.say(`layers of the province and of ${new Set(counties.map((county) => county.parent)).size} city published`);
  const refusals: string[] = [];
  for (const [at, county] of counties.entries()) {
    const host = countyHost(at + 1, county.name, secretaries, heads);
    const orgId = await organisationOf(ministry, county.name);
    await openAccounts(stage, countyPeople(host, orgId, at === 0));
    const editor = await stage.as(host.editor);
    if (at === counties.length - 1) refusals.push(...(await loosenInVain(editor, orgId, sectors[0]!, year)));
    await publishCounty(editor, orgId, county.area, year, sectors);
  }
  stage.say(`layers of ${counties.length} counties published; loosening was refused: ${[...new Set(refusals)].join(', ')}`);
  return [...new Set(refusals)];
}

async function playCounty(stage: Stage, cycle: Cycle, assessees: Heard[], programmeId: string, { until, hands }: ProvinceOptions): Promise<Omit<ProvinceResult, 'year' | 'organisations' | 'people' | 'counties' | 'assessees' | 'refusals' | 'seconds'>> {
  await findProblems(stage, cycle, assessees);
  await advance(stage, cycle, 'reporting');
  await enterScores(stage, cycle, assessees);
  const { unanswered } = await writeReports(stage, cycle, assessees);
  await advance(stage, cycle, 'vetting');
  const { returned } = await vetInRounds(stage, cycle);
  const ministry = await stage.as(MINISTRY);
  const mustAnswer = { ...(await mustAnswered(ministry, programmeId)), county: await mustAnswered(ministry, programmeId, cycle.hostId), refusedAtFirst: unanswered };
  await hands?.accepted?.(stage, cycle);
  if (until === 'meeting') {
    const planned = await planSessions(stage, cycle, assessees);
    return { sessions: planned.length, ballots: { issued: 0, acked: 0, counted: 0, kept: 0 }, grades: {}, letters: 0, problems: await ledger(stage, cycle), mustAnswer, returned };
  }
  const { sessions, ballots } = await holdSessions(stage, cycle, assessees, hands?.planned);
  const grades = await grade(stage, cycle);
  const letters = await publishAndFeedBack(stage, cycle, assessees);
  await rectify(stage, cycle);
  await carryOn(stage, cycle);
  const problems: Ledger = await ledger(stage, cycle);
  stage.say(`ledger: ${JSON.stringify(problems)}`);
  return { sessions, ballots, grades, letters, problems, mustAnswer, returned };
}
