import { addDays, seededRandom } from '@shuping/kernel';
import { approveOpinions } from '../after.ts';
import { advance } from '../before.ts';
import { abreast, all, type Stage } from '../stage.ts';
import { secretaryOf, type County } from './county.ts';

/** The year that the demonstration stands in. */
const RUNNING = 2026;

type Board = { pools: { id: string; members: { assesseeId: string; state: string; computed: string | null }[]; quotas: { id: string; strictness: string; broken: boolean }[] }[] };

/** Computed; decided and commented unless the county stands in the middle of it. */
export async function decide({ stage, cycle, plan }: County, whole = true): Promise<void> {
  await advance(stage, cycle, 'grading');
  await (await stage.officer).post(`/api/cycles/${cycle.id}/compute`);
  const chair = await stage.as(stage.host.chair);
  const { pools } = await chair.get<Board>(`/api/cycles/${cycle.id}/board`);
  for (const pool of whole ? pools : pools.slice(0, 1)) {
    const quotaReasons = Object.fromEntries(pool.quotas.filter((one) => one.broken && one.strictness === 'principle').map((one) => [one.id, '本年度整改到位情况普遍较好，经县委常委会研究，按实际得分定等。']));
    await chair.post(`/api/cycles/${cycle.id}/decisions`, { pool: pool.id, decisions: [], quotaReasons });
  }
  if (whole) await approveOpinions(stage, cycle);
  await sortPromises({ stage, cycle, plan });
  stage.say(`${cycle.year} grades decided`);
}

type Promised = { id: string; version: number; number: number; state: string };
const PARTLY = '主体已完成，验收排在下季度。';

/** The second promise of each report is a project that the secretary leads; in years that are over it is judged. */
async function sortPromises({ stage, cycle, plan }: Pick<County, 'stage' | 'cycle' | 'plan'>): Promise<void> {
  const officer = await stage.officer;
  const projects = (await all<Promised>(officer, `/api/commitments?cycleId=${cycle.id}`)).filter(({ number }) => number === 2);
  await abreast(projects, async ({ id, version }, at) => {
    const sorted = await officer.patch<Promised>(`/api/commitments/${id}/kind`, { kind: 'project' }, version);
    if (cycle.year < RUNNING) await officer.patch(`/api/commitments/${id}`, at % 10 < plan.diligence ? { state: 'kept' } : { state: 'partly', note: PARTLY }, sorted.version);
  });
}

const resultsAre = async (stage: Stage, id: string, state: string): Promise<unknown> => {
  const officer = await stage.officer;
  return stage.until(`${state} results`, () => officer.get<Board>(`/api/cycles/${id}/board`), (board) => board.pools.every((pool) => pool.members.every((member) => member.state === state)), 90);
};

/** Published, with one objection; it is decided unless the county stands in the middle of it. */
export async function publish(county: County, heardOut = true): Promise<void> {
  const { stage, cycle, heard } = county;
  await advance(stage, cycle, 'publicity');
  await (await stage.officer).post(`/api/cycles/${cycle.id}/publish-reports`, {});
  await resultsAre(stage, cycle.id, 'published');
  const one = heard[3]!;
  const { id } = await (await secretaryOf(county, one)).post<{ id: string }>('/api/objections', { assesseeId: one.id, text: '平时考核“工作保障”一项扣分时，维修款尚未到账；6月已补拨，请复核。' });
  if (!heardOut) return;
  const chair = await stage.as(stage.host.chair);
  const { version } = (await all<{ id: string; version: number }>(chair, `/api/objections?cycleId=${cycle.id}`)).find((objection) => objection.id === id)!;
  await chair.post(`/api/objections/${id}/decide`, { upheld: false, decision: '经两人复核，补拨到账晚于考核截止日，维持原结果，所述情况记入下一年度。' }, { version });
}

type Letter = { id: string; version: number; assesseeId: string | null; receivedOn: string | null };
const TALK = '县委副书记当面谈话四十分钟，本人逐条表态，谈话记录已归档。';
const DONE: Readonly<Record<string, string>> = { talk: TALK, rectify: '整改清单已在时限内报送，逐条核对后录入台账。', train: '已参加党务能力提升培训并考核合格。', award_eligible: '已按规定办理并记入年度台账。', award_barred: '已按规定办理并记入年度台账。', report_upward: '已按规定办理并记入年度台账。' };

/** Results are final, letters go out; they are received by all, or by some where the county stands in the middle of it. */
export async function feedBack(county: County, whole = true): Promise<void> {
  const { stage, cycle, heard } = county;
  const officer = await stage.officer;
  const { publicityEnds } = await officer.get<{ publicityEnds: string | null }>(`/api/cycles/${cycle.id}`);
  await stage.day(addDays(publicityEnds ?? (await stage.today()), 1));
  await advance(stage, cycle, 'feedback');
  await resultsAre(stage, cycle.id, 'final');
  const { jobId } = await officer.post<{ jobId: string }>(`/api/cycles/${cycle.id}/letters`, {});
  await stage.until('letters', () => officer.get<{ state: string }>(`/api/jobs/${jobId}`), (job) => ['done', 'failed'].includes(job.state), 180);
  const { items: letters } = await officer.get<{ items: Letter[] }>(`/api/letters?cycleId=${cycle.id}&kind=feedback`);
  await abreast(whole ? heard : heard.slice(0, Math.ceil(heard.length * 0.6)), async (one) => {
    const letter = letters.find(({ assesseeId }) => assesseeId === one.id);
    if (letter && letter.receivedOn === null) await (await secretaryOf(county, one)).post(`/api/letters/${letter.id}/acknowledge`, {}, { version: letter.version });
  });
  stage.say(`${cycle.year} results final, ${letters.length} letters`);
}

/** What follows a grade, recorded as far as the county is diligent. */
export async function recordActions({ stage, cycle, plan }: County): Promise<void> {
  const officer = await stage.officer;
  const open = await all<{ id: string; action: string; version: number }>(officer, `/api/actions?cycleId=${cycle.id}&state=open`);
  await abreast(open.filter((one, at) => DONE[one.action] !== undefined && (plan.diligence === 10 || at % 10 < plan.diligence)), (one) => officer.post(`/api/actions/${one.id}/done`, { record: DONE[one.action] }, { version: one.version }));
}

type Item = { id: string; version: number; state: string; personName: string; deadline: string | null };
const PLANS = [
  ['布置多、回看少，没有排进日程。', '每月第一周自查一次，结果在党员大会上公开。'], ['责任落在会上，没有落到人。', '逐项定到人，每半月由本人核对一次进度。'], ['下去得少，听到的多是好话。', '每周到一个村住一晚，意见当天登记、一周内答复。'],
  ['怕得罪人，发现了没有当面指出。', '每季度当面点评一次，问题和名字一起公布。'], ['经费、人手没有跟上。', '列入下季度预算，缺额由本人向县里争取。'],
] as const;
const WORK = ['已开展三次自查，问题清零，附党员大会记录。', '四个村已全部走到，登记意见二十六条，办结二十三条。', '制度已修订并张榜，群众代表签字确认。', '专项经费到位，6月底完工，现场照片附后。'] as const;

/** What was found so far gets its measure, and what came over from last year a new day; the less diligent the county, the more is left. */
export async function planFound({ stage, cycle, plan }: County): Promise<void> {
  const officer = await stage.officer;
  const today = await stage.today();
  const items = (await all<Item>(officer, `/api/problems?cycleId=${cycle.id}`)).filter(({ deadline }) => deadline === null || deadline < today);
  const of = (state: string, left: number): Item[] => items.filter((item) => item.state === state).slice(Math.max(0, left));
  await abreast([...of('found', 7 - plan.diligence), ...of('planned', 10 - plan.diligence)], (item, at) => {
    const [cause, measure] = PLANS[at % PLANS.length]!;
    return officer.post(`/api/problems/${item.id}/plan`, { cause, measure, owner: item.personName, answerable: '组织委员', level: 'limited', deadline: `${cycle.year + 1}-03-31` }, { version: item.version });
  });
}

/** Items are planned, worked on, proved and verified. `left`: what is not dealt with stays open, the oldest of it late; otherwise everything is closed. */
export async function rectify(county: County, options: { readonly deadline: string; readonly late?: string; readonly left: boolean }): Promise<void> {
  const { stage, cycle, plan, heard } = county;
  const officer = await stage.officer;
  const items = (await stage.until('ledger items', () => all<Item>(officer, `/api/problems?cycleId=${cycle.id}`), (list) => list.length > 0)).filter(({ state }) => state === 'found' || state === 'planned');
  const random = seededRandom(plan.n * 17 + cycle.year);
  const dice = items.map(() => Math.floor(random() * 10));
  const proofs = new Map<string, Promise<string>>();
  await abreast(items, async (item, at) => {
    const one = heard.find(({ personName }) => personName === item.personName);
    if (!one) return;
    const secretary = await secretaryOf(county, one);
    const [cause, measure] = PLANS[at % PLANS.length]!;
    const open = options.left && dice[at]! >= plan.diligence;
    const late = open && options.late !== undefined && at % 2 === 0;
    let now = await secretary.post<Item>(`/api/problems/${item.id}/plan`, { cause, measure, owner: item.personName, answerable: '组织委员', level: at % 4 === 0 ? 'long' : 'limited', deadline: late ? options.late : options.deadline }, { version: item.version });
    if (open && (late || at % 3 === 0)) return;
    const proof = await (proofs.get(one.id) ?? proofs.set(one.id, proofOf(county, one, item.id)).get(one.id)!);
    now = await secretary.post<Item>(`/api/problems/${item.id}/progress`, { text: WORK[at % WORK.length]!, files: [proof] }, { version: now.version });
    if (open) return;
    now = await secretary.post<Item>(`/api/problems/${item.id}/submit`, { text: '' }, { version: now.version });
    const asked = 10 + (at % 9);
    if (!options.left || at % 5 !== 4) await officer.post(`/api/problems/${item.id}/verify`, { text: '现场核实，属实。', satisfaction: { asked, satisfied: Math.max(6, asked - Math.floor(random() * (12 - plan.diligence))) } }, { version: now.version });
  });
  stage.say(`${cycle.year} ledger: ${items.length} items worked on`);
}

const PNG = Uint8Array.from(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'));

async function proofOf(county: County, one: County['heard'][number], itemId: string): Promise<string> {
  const secretary = await secretaryOf(county, one);
  const { orgPath } = await secretary.get<{ orgPath: string }>(`/api/problems/${itemId}`);
  return (await secretary.upload<{ id: string }>(`/api/files?orgPath=${encodeURIComponent(orgPath)}&purpose=evidence`, PNG, '现场照片.png', 'image/png', { key: false })).id;
}
