import { addDays } from '@shuping/kernel';
import type { Actor } from './client.ts';
import { advance, evidenceFile, type Assessee, type Cycle, type Proofs } from './before.ts';
import { abreast, all, type Stage } from './stage.ts';

type Pool = { id: string; members: { assesseeId: string; state: string; computed: string | null; score: { shown: string } | null }[]; quotas: { id: string; strictness: string; broken: boolean }[]; grades: { id: string; count: number }[] };
type Board = { pools: Pool[] };

/** Committee: computed grades confirmed, opinions drafted and approved. Gives the number of each grade. */
export async function grade(stage: Stage, cycle: Cycle): Promise<Record<string, number>> {
  await advance(stage, cycle, 'grading');
  const officer = await stage.officer;
  const chair = await stage.as(stage.host.chair);
  await officer.post(`/api/cycles/${cycle.id}/compute`);
  const board = await chair.get<Board>(`/api/cycles/${cycle.id}/board`);
  const grades: Record<string, number> = {};
  for (const pool of board.pools) {
    const quotaReasons = Object.fromEntries(pool.quotas.filter((q) => q.broken && q.strictness === 'principle').map((q) => [q.id, '本年度各支部整改到位情况普遍较好，经集体研究，按实际得分定等。']));
    await chair.post(`/api/cycles/${cycle.id}/decisions`, { pool: pool.id, decisions: [], quotaReasons });
    for (const member of pool.members) if (member.computed) grades[member.computed] = (grades[member.computed] ?? 0) + 1;
  }
  await approveOpinions(stage, cycle);
  stage.say(`${cycle.year} grades decided: ${JSON.stringify(grades)}`);
  return grades;
}

type Opinion = { assesseeId: string; achievements: string; problems: string; demands: string; version: number; state: string };

/** Drafts from comments, tallies and ledger, completed by the office, approved by the leader. */
export async function approveOpinions(stage: Stage, cycle: Cycle): Promise<void> {
  const officer = await stage.officer;
  const leader = await stage.as(stage.host.leader);
  await officer.post(`/api/cycles/${cycle.id}/opinions/draft`, {});
  const { items } = await officer.get<{ items: Opinion[] }>(`/api/cycles/${cycle.id}/opinions`);
  const text = (words: string, otherwise: string): string => (words.trim() === '' ? otherwise : words);
  await abreast(items, async (draft) => {
    const saved = await officer.put<Opinion>(`/api/assessees/${draft.assesseeId}/opinion`, {
      achievements: text(draft.achievements, '能够履行第一责任人职责，组织生活正常，党员作用发挥较好。'),
      problems: text(draft.problems, '联系群众还不够经常，对青年骨干的培养抓得不够实。'),
      demands: text(draft.demands, '针对点评指出的问题逐条查找原因、制定措施，能马上改的马上改，一时改不了的排出计划，班子会每季度听一次进展。'),
    }, draft.version);
    await leader.post(`/api/assessees/${draft.assesseeId}/opinion/approve`, {}, { version: saved.version });
  });
}

/** Publicity runs out, one objection is heard and decided, letters go out and are received, acts are recorded. Gives the number of letters. */
export async function publishAndFeedBack(stage: Stage, cycle: Cycle, assessees: readonly Assessee[]): Promise<number> {
  const officer = await stage.officer;
  await advance(stage, cycle, 'publicity');
  await officer.post(`/api/cycles/${cycle.id}/publish-reports`, {});
  // results are published by what the opening of the stage sets off
  await resultsAre(stage, cycle, 'published');
  await objectOnce(stage, cycle, assessees);
  const { publicityEnds } = await officer.get<{ publicityEnds: string | null }>(`/api/cycles/${cycle.id}`);
  await stage.day(addDays(publicityEnds ?? (await stage.today()), 1));
  await advance(stage, cycle, 'feedback');
  await resultsAre(stage, cycle, 'final');
  const { jobId } = await officer.post<{ jobId: string }>(`/api/cycles/${cycle.id}/letters`, {});
  await stage.until('letters', () => officer.get<{ state: string; code: string | null }>(`/api/jobs/${jobId}`), (job) => ['done', 'failed'].includes(job.state), 120);
  const { items: letters } = await officer.get<{ items: Letter[] }>(`/api/letters?cycleId=${cycle.id}&kind=feedback`);
  await acknowledge(stage, assessees, letters);
  await advance(stage, cycle, 'rectification');
  await recordActions(stage, cycle);
  stage.say(`${cycle.year} results final, ${letters.length} letters`);
  return letters.length;
}

async function resultsAre(stage: Stage, cycle: Cycle, state: string): Promise<void> {
  const officer = await stage.officer;
  await stage.until(`${state} results`, () => officer.get<Board>(`/api/cycles/${cycle.id}/board`), (board) => board.pools.every((pool) => pool.members.every((member) => member.state === state)));
}

async function objectOnce(stage: Stage, cycle: Cycle, assessees: readonly Assessee[]): Promise<void> {
  const secretary = await stage.as(stage.host.secretaries[3]!);
  const name = await stage.nameOf(stage.host.secretaries[3]!);
  const own = assessees.find((a) => a.personName === name);
  if (!own) return;
  const made = await secretary.post<{ id: string }>('/api/objections', { assesseeId: own.id, text: '平时检查中一项扣分对应的补课记录已于六月交到系办，请复核。' });
  const list = await all<{ id: string; version: number }>(await stage.as(stage.host.chair), `/api/objections?cycleId=${cycle.id}`);
  const objection = list.find((item) => item.id === made.id)!;
  await (await stage.as(stage.host.chair)).post(`/api/objections/${made.id}/decide`, { upheld: false, decision: '经两人复核，补课记录已计入，扣分为另一事项，维持原结果。' }, { version: objection.version });
}

type Letter = { id: string; assesseeId: string | null; version: number; receivedOn: string | null };

async function acknowledge(stage: Stage, assessees: readonly Assessee[], letters: readonly Letter[]): Promise<void> {
  for (const [name, login] of await ownersByName(stage)) {
    const own = assessees.find(({ personName }) => personName === name);
    const letter = letters.find(({ assesseeId, receivedOn }) => assesseeId === own?.id && receivedOn === null);
    if (letter) await (await stage.as(login)).post(`/api/letters/${letter.id}/acknowledge`, {}, { version: letter.version });
  }
}

const FILED = '已按规定办理并记入年度台账。';
/** What the office writes down of the acts that a finished year leaves; others stay open. */
const RECORDS: Readonly<Record<string, string>> = {
  talk: '系党总支书记当面约谈四十分钟，本人逐条表态，约谈记录已归档。', rectify: '整改清单已在时限内报送，逐项核对后录入台账。', train: '已参加党务能力提升培训并考核合格。',
  award_eligible: FILED, award_barred: FILED, report_upward: FILED,
};

async function recordActions(stage: Stage, cycle: Cycle): Promise<void> {
  const officer = await stage.officer;
  for (const action of await all<{ id: string; action: string; state: string; version: number }>(officer, `/api/actions?cycleId=${cycle.id}&state=open`)) {
    const record = RECORDS[action.action];
    if (record !== undefined) await officer.post(`/api/actions/${action.id}/done`, { record }, { version: action.version });
  }
}

type Item = { id: string; orgPath?: string; version: number; state: string; title: string; personName: string; source: string; level: string | null };
export type Ledger = { opened: number; closed: number; carried: number; received: number };

/** Problems are planned by their owners, worked on, proved and verified one by one; about a sixth stays open for next year, unless the `whole` ledger is to be closed. */
export async function rectify(stage: Stage, cycle: Cycle, whole = false): Promise<void> {
  const officer = await stage.officer;
  const items = await stage.until('ledger items', () => all<Item>(officer, `/api/problems?cycleId=${cycle.id}`), (list) => list.length > 0);
  const owners = await ownersByName(stage);
  const files: Proofs = new Map();
  await abreast(items, async (item, index) => {
    const owner = owners.get(item.personName);
    if (!owner || !['found', 'planned'].includes(item.state)) return;
    const secretary = await stage.as(owner);
    let now = item;
    const act = async (who: Actor, name: string, body: object): Promise<void> => {
      now = await who.post<Item>(`/api/problems/${item.id}/${name}`, body, { version: now.version });
    };
    await act(secretary, 'plan', { cause: '布置多、回看少，没有排进日程。', measure: '每月第一周自查一次，结果在支部大会上公开。', owner: item.personName, answerable: '组织委员', level: index % 4 === 0 ? 'long' : 'limited' });
    if (!whole && index % 6 === 5) return;
    const proof = await evidenceFile(stage, owner, now.orgPath!, files);
    await act(secretary, 'progress', { text: '已开展三次自查，问题清零，附支部大会记录。', files: [proof] });
    await act(secretary, 'submit', { text: '' });
    if (index % 11 === 3) {
      await act(officer, 'send-back', { reason: '佐证只有计划，没有结果，请补充党员评价。' });
      await act(secretary, 'progress', { text: '补充党员评价：应到二十八人，满意二十六人。', files: [proof] });
      await act(secretary, 'submit', { text: '' });
    }
    await act(officer, 'verify', { text: '现场核实，属实。', satisfaction: { asked: 12, satisfied: 11 } });
  });
  await officer.post(`/api/cycles/${cycle.id}/circular`, {});
  stage.say(`${cycle.year} ledger: ${items.length} items worked on`);
}

async function ownersByName(stage: Stage): Promise<Map<string, string>> {
  const out = new Map<string, string>();
  for (const login of stage.host.secretaries) out.set(await stage.nameOf(login), login);
  return out;
}

/** Counts of a cycle's ledger as it stands. */
export async function ledger(stage: Stage, cycle: Cycle): Promise<Ledger> {
  const items = await all<Item>(await stage.officer, `/api/problems?cycleId=${cycle.id}`);
  const count = (test: (item: Item) => boolean): number => items.filter(test).length;
  return { opened: items.length, closed: count((i) => i.state === 'closed'), carried: count((i) => i.state === 'carried'), received: count((i) => i.source === 'carried') };
}

/** Whatever is open goes to the next cycle, then the year is archived. */
export async function carryAndArchive(stage: Stage, cycle: Cycle, next: Cycle): Promise<void> {
  const officer = await stage.officer;
  await officer.post(`/api/cycles/${cycle.id}/carry`, { toCycleId: next.id });
  await advance(stage, cycle, 'archive');
}
