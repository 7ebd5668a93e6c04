import { castBody, makeRecountKey, receiptShare, REMARK, takeTickets, type Pocket, type RecountKey } from '@shuping/ballot-box';
import { randomBytes } from 'node:crypto';
import { seededRandom, shuffled, type Random } from '@shuping/kernel';
import { advance, qualityOf, type Assessee, type Cycle } from './before.ts';
import { HttpFailure } from './client.ts';
import type { Stage } from './stage.ts';

type Meeting = {
  id: string; version: number; phase: string; order: 'lot' | 'listed'; next: { confirmations: string | null } | null; rounds: { id: string }[];
  agenda: { assesseeId: string; personName: string; position: number }[];
  groups: { id: string; due: number; votes: string | null; into: string | null; returned: number | null; handedOut: number }[];
};
export type Sheet = { round: string; class: string; subjects: { id: string }[]; form: { remarks?: boolean; items: { id: string; options: { id: string }[] }[] } };
export type Ballots = { issued: number; acked: number; counted: number; kept: number };

const COMMENTS = [
  ['讲自己的事多了，数字也实。但联系群众停在节点上，平时去得少。', ['联系群众停在重要节点，平时走访偏少']],
  ['支部活动与业务结合得紧，年轻人愿意来。党费、档案这些基础工作要补课。', ['党员档案和党费登记不规范']],
  ['问题找得准，整改要有时间表，不要年年写同一条。', []],
  ['党课质量有提高，青年骨干的培养要压担子。', ['青年骨干培养压担子不够']],
] as const;

const REMARKS = ['抓班子带队伍有办法，支部有活力', '希望多到一线听听年轻人的想法', '组织生活质量高，党课讲得实在', '基础工作还要再细一些', '作风民主，遇事同大家商量', '联系服务群众可以再主动些', '整改说了就做，看得见变化', '发展党员工作要往前赶'] as const;

/** Somebody who votes by hand with the slip that nobody else uses. */
export type Guest = { arrive(meetingId: string, secret: string): Promise<void>; vote(): Promise<void> };

/** The meeting from the plan to the seal: groups, order by lot, check-in, slips, debriefs with comments, ballots of everybody present but one, seal by two scrutineers. */
export async function holdMeeting(stage: Stage, cycle: Cycle, assessees: readonly Assessee[], guest?: Guest): Promise<Ballots> {
  const { heads } = stage.host;
  const id = await plan(stage, cycle, assessees, heads);
  await advance(stage, cycle, 'meeting');
  const slips = await openCheckIn(stage, id, heads);
  await guest?.arrive(id, slips.at(-1)!.secret);
  const voters = await takeAll(stage, id, guest ? slips.slice(0, -1) : slips);
  await closeCheckIn(stage, id);
  await command(stage, id, 'open_voting');
  await guest?.vote();
  // without a guest one keeps the ticket and casts nothing
  const acked = await vote(stage, cycle, id, assessees, guest ? voters : voters.slice(0, -1));
  const { issued, kept, counted } = await closeAndSeal(stage, id);
  stage.say(`${cycle.year} meeting sealed: ${issued} tickets, ${acked} ballots acknowledged, ${counted} counted`);
  return { issued, acked, counted, kept };
}

export type Heads = Readonly<Record<string, number>>;

/** A planned meeting with its voting open; everybody has tickets, nobody has voted. */
export async function openVoting(stage: Stage, cycle: Cycle, assessees: readonly Assessee[], heads: Heads): Promise<{ id: string; voters: Pocket[] }> {
  const id = await plan(stage, cycle, assessees, heads);
  const voters = await takeAll(stage, id, await openCheckIn(stage, id, heads));
  await closeCheckIn(stage, id);
  await command(stage, id, 'open_voting');
  return { id, voters };
}

/** Opens check-in and hands the slips out; gives them in an order that the seed gives, whatever order the printer used. */
export async function openCheckIn(stage: Stage, id: string, heads: Heads): Promise<Slip[]> {
  await command(stage, id, 'open_check_in');
  const slips = await printSlips(stage, id, heads);
  const state = await get(stage, id);
  await (await stage.officer).put(`/api/meetings/${id}/attendance`, { present: heads, handedOut: Object.fromEntries(state.groups.map((g) => [g.id, heads[g.id] ?? 0])) }, state.version);
  return shuffled([...slips].sort((a, b) => (a.class < b.class ? -1 : a.class > b.class ? 1 : 0)), stage.random);
}

/** Every phone takes its tickets, some at a time. */
export async function takeAll(stage: Stage, id: string, slips: readonly Slip[]): Promise<Pocket[]> {
  const pockets: Pocket[] = [];
  for (let from = 0; from < slips.length; from += 15) {
    pockets.push(...await Promise.all(slips.slice(from, from + 15).map((slip) => takeTickets((path, body) => publicCall(stage, `/vote/${id}/${path}`, body), id, slip.secret, (count) => new Uint8Array(randomBytes(count))))));
  }
  return pockets;
}

export async function closeCheckIn(stage: Stage, id: string): Promise<void> {
  await command(stage, id, 'close_check_in');
  await debriefs(stage, id);
}

/** Closes the voting and seals. */
export async function closeAndSeal(stage: Stage, id: string): Promise<Omit<Ballots, 'acked'>> {
  await command(stage, id, 'close_voting');
  return sealed(stage, id);
}

async function sealed(stage: Stage, id: string): Promise<Omit<Ballots, 'acked'>> {
  await command(stage, id, 'seal');
  const seal = await (await stage.officer).get<{ counts: Record<string, { issued: number; returned: number; uncast: number }> }>(`/api/meetings/${id}/seal.json`);
  const sum = (key: 'issued' | 'returned' | 'uncast'): number => Object.values(seal.counts).reduce((total, c) => total + c[key], 0);
  return { issued: sum('issued'), counted: sum('returned'), kept: sum('uncast') };
}

const get = async (stage: Stage, id: string): Promise<Meeting> => (await stage.officer).get(`/api/meetings/${id}`);

/** One session of several; `hour` of the day at which it begins. */
export type Session = { readonly title: string; readonly hour: string; readonly assessees: readonly Assessee[] };

/** A planned meeting; of several sessions only those of this one debrief. */
export async function plan(stage: Stage, cycle: Cycle, assessees: readonly Assessee[], heads: Heads, session?: Session): Promise<string> {
  const officer = await stage.officer;
  const { id } = await officer.post<{ id: string }>('/api/meetings', {
    cycleId: cycle.id, title: session?.title ?? `${cycle.year}年度述职评议会`, place: '第一会议室', startsAt: new Date(`${await stage.today()}T${session?.hour ?? '14'}:00:00+08:00`).toISOString(),
    ...(session ? { assessees: assessees.map((a) => a.id) } : {}),
  });
  let meeting = await get(stage, id);
  await officer.put(`/api/meetings/${id}/agenda`, { items: assessees.map((a) => ({ assesseeId: a.id, mode: 'stage' })) }, meeting.version);
  meeting = await get(stage, id);
  await officer.put(`/api/meetings/${id}/groups`, { due: heads }, meeting.version);
  await drawAndSettle(stage, id);
  return id;
}

async function drawAndSettle(stage: Stage, id: string): Promise<void> {
  const meeting = await get(stage, id);
  if (meeting.order === 'lot') await (await stage.officer).post(`/api/meetings/${id}/draw`, {}, { version: meeting.version });
}

/** Both scrutineers confirm where two are needed, then the clerk gives the command. */
export async function command(stage: Stage, id: string, name: string, round?: string): Promise<void> {
  const of = round === undefined ? {} : { round };
  if (['open_voting', 'close_voting', 'seal'].includes(name) && (await get(stage, id)).next?.confirmations != null) {
    for (const login of stage.host.scrutineers) await (await stage.as(login)).post(`/api/meetings/${id}/confirmations`, { command: name, ...of, ...recountKeyFor(id, name) }, { version: (await get(stage, id)).version });
  }
  const actor = name === 'seal' ? await stage.as(stage.host.scrutineers[0]) : await stage.officer;
  const give = async (more: object): Promise<unknown> => actor.post(`/api/meetings/${id}/phase`, { command: name, ...of, ...more }, { version: (await get(stage, id)).version });
  await give({}).catch((error: unknown) => give({ receiptShare: shareFor(id, error) }));
}

/** Every round opened, voted in and closed, one after another, then the seal. */
export async function voteByRounds(stage: Stage, cycle: Cycle, id: string, assessees: readonly Assessee[], voters: readonly Pocket[]): Promise<Ballots> {
  let acked = 0;
  const { rounds } = await get(stage, id);
  for (const { id: round } of rounds) {
    await command(stage, id, 'open_voting', round);
    acked += await vote(stage, cycle, id, assessees, voters, round);
    await command(stage, id, 'close_voting', round);
  }
  return { acked, ...(await sealed(stage, id)) };
}

/** Key files that scrutineers keep, by meeting. */
const kept = new Map<string, RecountKey>();

/** What a scrutineer's browser adds to the confirmation of the opening. */
function recountKeyFor(id: string, name: string): { recountKey?: string } {
  if (name !== 'open_voting') return {};
  const key = makeRecountKey((n) => new Uint8Array(randomBytes(n)));
  kept.set(id, key);
  return { recountKey: key.publicKey };
}

/** The server was started again while people voted: one scrutineer's key file helps the seal. Throws what else was wrong. */
function shareFor(id: string, error: unknown): string {
  const key = kept.get(id);
  if (!(error instanceof HttpFailure) || error.problem.code !== 'meeting.receipt-key-needed' || !key) throw error;
  const copies = (error.problem.issues as { at: string; params: { ephemeral: string } }[]).map((one) => ({ publicKey: one.at, ephemeral: one.params.ephemeral }));
  return receiptShare(key.pem, copies)!;
}

export type Slip = { class: string; secret: string };

/** Classes that vote with slips: a merged group draws from its target's pile. */
function classHeads(meeting: Meeting, heads: Heads): Record<string, number> {
  const out: Record<string, number> = {};
  for (const group of meeting.groups) {
    const target = group.votes === 'merged' && group.into ? group.into : group.id;
    out[target] = (out[target] ?? 0) + (heads[group.id] ?? 0);
  }
  return out;
}

async function printSlips(stage: Stage, id: string, heads: Heads): Promise<Slip[]> {
  const meeting = await get(stage, id);
  const made = await (await stage.officer).post<{ slips: Slip[] }>(`/api/meetings/${id}/slips`, { numbers: classHeads(meeting, heads) }, { version: meeting.version });
  return made.slips;
}

async function debriefs(stage: Stage, id: string): Promise<void> {
  const meeting = await get(stage, id);
  const leader = await stage.as(stage.host.leader);
  for (const item of [...meeting.agenda].sort((a, b) => a.position - b.position)) {
    const [text, problems] = COMMENTS[item.position % COMMENTS.length]!;
    await leader.put(`/api/meetings/${id}/comments/${item.assesseeId}`, { speaker: '主持领导', text: `${item.personName}同志：${text}`, problems: [...problems] });
    await (await stage.officer).patch(`/api/meetings/${id}/agenda/${item.assesseeId}`, { done: true, spokenSeconds: 240 + Math.floor(stage.random() * 120) });
  }
}

/** Casts a ballot for every phone given, in every round or in one; a few are cut off and send again. Gives the acknowledged ballots. */
export async function vote(stage: Stage, cycle: Cycle, id: string, assessees: readonly Assessee[], voters: readonly Pocket[], only?: string): Promise<number> {
  const seen = await publicCall<{ rounds: { round: string }[] }>(stage, `/vote/${id}`);
  const rounds = seen.rounds.filter(({ round }) => only === undefined || round === only);
  const harsh = voters.map(() => (stage.random() - 0.5) * 0.3);
  const dice = Math.floor(stage.random() * 1e9);
  let acked = 0;
  const sheets = new Map<string, Promise<Sheet>>();
  const sheetOf = (round: string, group: string): Promise<Sheet> => {
    const path = `/vote/${id}/sheets/${round}/${group}`;
    return sheets.get(path) ?? sheets.set(path, publicCall<Sheet>(stage, path)).get(path)!;
  };
  const cast = async (pocket: Pocket, at: number): Promise<void> => {
    for (const { round } of rounds) {
      const sheet = await sheetOf(round, pocket.class);
      const choices = Object.fromEntries(sheet.subjects.map((s) => {
        const who = assessees.findIndex((a) => a.id === s.id);
        const marks = marksFor(seededRandom(dice + at * 977 + who), sheet, qualityOf(who + (stage.host.shift ?? 0), cycle.year) + harsh[at]!);
        return [s.id, sheet.form.remarks === true && (at + who) % 3 === 0 ? { ...marks, [REMARK]: REMARKS[(at * 5 + who) % REMARKS.length]! } : marks];
      }));
      const body = castBody(pocket, round, choices);
      const first = await publicCall<{ receipt: string }>(stage, `/vote/${id}/ballots`, body);
      // an answer lost on the way: the same ballot again gives the same receipt
      const again = at % 7 === 0 ? await publicCall<{ receipt: string }>(stage, `/vote/${id}/ballots`, body) : first;
      if (again.receipt !== first.receipt) throw new Error('another receipt for the same ballot');
    }
    acked += 1;
  };
  for (let from = 0; from < voters.length; from += 15) await Promise.all(voters.slice(from, from + 15).map((pocket, i) => cast(pocket, from + i)));
  return acked;
}

export function marksFor(random: Random, sheet: Sheet, quality: number): Record<string, string> {
  return Object.fromEntries(sheet.form.items.map((item) => {
    const level = quality + (random() - 0.5) * 0.5;
    const at = level > 0.62 ? 0 : level > 0.3 ? 1 : level > 0.08 ? 2 : 3;
    return [item.id, item.options[Math.min(at, item.options.length - 1)]!.id];
  }));
}

async function publicCall<T>(stage: Stage, path: string, body?: object): Promise<T> {
  const response = await fetch(stage.base + path, body ? { method: 'POST', headers: { ...stage.headers(), 'content-type': 'application/json' }, body: JSON.stringify(body) } : { headers: stage.headers() });
  const json = (await response.json()) as T;
  if (!response.ok) throw new Error(`${path} → ${response.status} ${JSON.stringify(json)}`);
  return json;
}
