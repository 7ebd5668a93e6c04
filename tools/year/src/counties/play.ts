import type { CountySector } from '@shuping/fixtures/layers';
import { countyLayer } from '@shuping/fixtures/layers';
import { seededRandom } from '@shuping/kernel';
import { carryAndArchive } from '../after.ts';
import { advance, enterScores, type Assessee, type Cycle } from '../before.ts';
import type { Ticket } from '../days.ts';
import { closeCheckIn, openCheckIn, takeAll, voteByRounds } from '../meeting.ts';
import { findProblems } from '../province/ledger.ts';
import { publishLayer } from '../province/lines.ts';
import { planSessions, type Heard } from '../province/sessions.ts';
import { MINISTRY, openAccounts, organisationOf } from '../province/world.ts';
import { all, Stage } from '../stage.ts';
import type { County } from './county.ts';
import { decide, feedBack, planFound, publish, recordActions, rectify } from './finish.ts';
import { hostOf, peopleOf } from './people.ts';
import { PRESENT, type CountyPlan, type OwnDays } from './plan.ts';
import { allAccepted, halfVetted, halfWritten } from './reports.ts';

const SECTORS: readonly CountySector[] = ['township', 'agency'];
/** Wording is alike in a county's reports where so much of it is; the county's own say in a check that only advises. */
const ALIKE = { minShare: 0.4, minPassage: 160 };
const OPENS = '2026-11-01';
const LAST = '2026-12-10';

export type Options = { readonly seed: number; readonly say: (line: string) => void; readonly ticket: Ticket; readonly area: string; readonly secretaries: number; /** the programme of the running year, issued */ readonly programmeId: string };

/** One county's years as far as its plan says: two finished ones where it has them, then the running one to the stage at which it stands. */
export async function playCounty(base: string, plan: CountyPlan, options: Options): Promise<void> {
  const stage = new Stage(base, hostOf(plan, options.secretaries), seededRandom(options.seed * 1000 + plan.n), (line) => options.say(`[${options.area}] ${line}`), options.ticket);
  if (!plan.before) await stage.day(OPENS);
  const orgId = await organisationOf(await stage.as(MINISTRY), plan.name);
  await openAccounts(stage, peopleOf(plan, stage.host, orgId));
  const logins = new Map<string, string>();
  let previous: County | null = null;
  if (plan.before) for (const year of [2024, 2025]) previous = await finishedYear({ stage, plan, logins }, orgId, year, previous);
  await stage.day(OPENS);
  const { programmeId } = options;
  if (plan.stands === 'unopened') return stage.say('the year is not opened');
  for (const sector of SECTORS) {
    const layer = countyLayer(sector, options.area);
    await publishLayer(await stage.officer, { orgId, sector, year: 2026 }, { ...layer, edits: [...layer.edits, { op: 'set', path: 'report/checks/similar_text/params', value: ALIKE }] });
  }
  if (plan.stands === 'planning') await stage.day('2026-11-18');
  const cycle = await begin(stage, orgId, 2026, { programmeId, days: plan.days });
  if (plan.stands === 'planning') return stage.say('the year is opened, nobody is confirmed');
  const heard = await confirm(stage, cycle);
  if (previous) await carryAndArchive(stage, previous.cycle, cycle);
  await running(await opened({ stage, plan, logins }, cycle, heard));
}

type Standing = { readonly stage: Stage; readonly plan: CountyPlan; readonly logins: Map<string, string> };

/** A cycle in planning; from a programme where one is given, with days of the county's own. */
async function begin(stage: Stage, orgId: string, year: number, from?: { readonly programmeId: string; readonly days: OwnDays }): Promise<Cycle> {
  const officer = await stage.officer;
  const { path } = await officer.get<{ path: string }>(`/api/organisations/${orgId}`);
  const { id } = from ? await officer.post<{ id: string }>(`/api/programmes/${from.programmeId}/cycles`, { hostId: orgId, calendar: from.days }) : await officer.post<{ id: string }>('/api/cycles', { hostId: orgId, year });
  return { id, hostId: orgId, hostPath: path, year };
}

type Proposal = { proposed: { orgId: string; personId: string; appointmentId: string }[]; missing: { orgId: string; personId: string | null; code: string }[] };

/** Everybody whom the rules propose is heard, but in some counties the last one, who left the post. */
async function confirm(stage: Stage, cycle: Cycle): Promise<number> {
  const officer = await stage.officer;
  const { proposed, missing } = await officer.post<Proposal>(`/api/cycles/${cycle.id}/propose`, {}, { key: false });
  const out = cycle.year === 2026 && (stage.host.shift ?? 0) % 2 === 1 ? proposed.slice(-2, -1) : [];
  const { version } = await officer.get<{ version: number }>(`/api/cycles/${cycle.id}`);
  await officer.put(`/api/cycles/${cycle.id}/assessees`, {
    include: proposed.filter((one) => !out.includes(one)).map(({ orgId, personId, appointmentId }) => ({ orgId, personId, appointmentId })),
    exclude: [...missing.map(({ orgId, personId, code }) => ({ orgId, personId, reasonCode: code, reason: '' })), ...out.map(({ orgId, personId }) => ({ orgId, personId, reasonCode: 'coverage.left-post', reason: '10月已调离，继任者任职不满三个月' }))],
  }, version);
  return proposed.length - out.length;
}

/** Research opened; those who are heard have their logins. */
async function opened(standing: Standing, cycle: Cycle, count: number): Promise<County> {
  const { stage, plan, logins } = standing;
  await advance(stage, cycle, 'research');
  const heard = (await all<Heard & { included: boolean }>(await stage.officer, `/api/cycles/${cycle.id}/assessees`)).filter((one) => one.included);
  if (heard.length !== count) throw new Error(`${plan.name}: ${count} confirmed, ${heard.length} heard`);
  if (plan.stands !== 'research') {
    const fresh = heard.filter(({ personName }) => !logins.has(personName));
    const from = logins.size;
    for (const [at, one] of fresh.entries()) logins.set(one.personName, `xian${plan.n}-s${String(from + at + 1).padStart(2, '0')}`);
    await openAccounts(stage, fresh.map((one) => ({ login: logins.get(one.personName)!, name: one.personName, orgId: one.orgId, personId: (one as Assessee).personId, grants: [{ role: 'secretary', orgId: one.orgId }] })));
  }
  stage.say(`${cycle.year} cycle opened with ${heard.length} assessees`);
  return { stage, plan, cycle, heard, logins };
}

async function meet({ stage, cycle, heard }: County): Promise<void> {
  const planned = await planSessions(stage, cycle, heard);
  for (const { id } of planned) {
    const voters = await takeAll(stage, id, await openCheckIn(stage, id, PRESENT));
    await closeCheckIn(stage, id);
    await voteByRounds(stage, cycle, id, heard, voters);
  }
  stage.say(`${cycle.year} meeting sealed`);
}

/** A year from its opening to the ledger; its open items wait for the next one. */
async function finishedYear(standing: Standing, orgId: string, year: number, previous: County | null): Promise<County> {
  const { stage } = standing;
  await stage.day(`${year}-11-01`);
  const cycle = await begin(stage, orgId, year);
  const count = await confirm(stage, cycle);
  if (previous) await carryAndArchive(stage, previous.cycle, cycle);
  const county = await opened(standing, cycle, count);
  await findProblems(stage, cycle, county.heard);
  await advance(stage, cycle, 'reporting');
  await enterScores(stage, cycle, county.heard);
  await advance(stage, cycle, 'vetting');
  await allAccepted(county);
  await meet(county);
  await decide(county);
  await publish(county);
  await feedBack(county);
  await advance(stage, cycle, 'rectification');
  await recordActions(county);
  await rectify(county, { deadline: `${year + 1}-09-30`, left: true });
  return county;
}

/** The running year as far as the county stands. */
async function running(county: County): Promise<void> {
  const { stage, cycle, heard, plan: { stands } } = county;
  await findProblems(stage, cycle, heard);
  await planFound(county);
  if (stands === 'research') return enterScores(stage, cycle, heard.slice(0, 9));
  await advance(stage, cycle, 'reporting');
  await enterScores(stage, cycle, heard);
  if (stands === 'reporting') return halfWritten(county);
  await advance(stage, cycle, 'vetting');
  if (stands === 'vetting') return halfVetted(county);
  await allAccepted(county);
  await meet(county);
  if (stands === 'sealed') return;
  await decide(county, stands !== 'grading');
  if (stands === 'grading') return;
  await publish(county, stands !== 'publicity');
  await planFound(county);
  if (stands === 'publicity') return;
  await feedBack(county, stands !== 'feedback');
  if (stands === 'feedback') return;
  await advance(stage, cycle, 'rectification');
  await recordActions(county);
  await rectify(county, stands === 'archive' ? { deadline: LAST, left: false } : { deadline: '2027-03-31', late: '2026-12-05', left: true });
  if (stands === 'archive') await advance(stage, cycle, 'archive');
  await stage.day(LAST);
}
