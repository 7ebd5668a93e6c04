import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { castBody, verifySealFile, type Choices, type SealFile } from '@shuping/ballot-box';
import type { PaperOut, ScoreOut } from '@shuping/contracts';
import { TWO_MARKS } from '@shuping/domain';
import { seededRandom } from '@shuping/kernel';
import { school } from '@shuping/plugin-school';
import type { Scheme, ScoreInputs } from '@shuping/scheme';
import { verifyBundle, type ResultsBundle } from '@shuping/scoring';
import { systemActor } from '../../platform/persistence/index.ts';
import { bootApp, signedIn, type BootedApp, type TestPerson } from '../../testing/index.ts';
import { ask, StandingClock, withClock } from '../cycles/testing/cycle-world.ts';
import { MeetingsApi } from '../meetings/index.ts';
import { count, type Expected } from '../meetings/testing/electorate.ts';
import { hallOf, type Slip } from '../meetings/testing/hall.ts';
import type { World } from '../meetings/testing/world.ts';
import { resultsWorld, type ResultsWorld } from './testing/results-world.ts';

const base = (school.scheme.examples as readonly { inputs: ScoreInputs }[])[0]!.inputs;
const clock = new StandingClock();
let booted: BootedApp;
let world: ResultsWorld;
const run = <T extends object>(sql: string, params: unknown[] = []) => booted.uow.run(systemActor('spec'), (tx) => tx.sql<T>(sql, params));
const compute = () => ask<{ computed: number; unchanged: number }>(booted, world.officer, 'POST', `/cycles/${world.cycleId}/compute`);
const figures = async () => {
  const rows = await run<{ assessee_id: string; figures: Record<string, string | null> }>('select assessee_id, figures from result where cycle_id = ? and current', [world.cycleId]);
  return world.assessees.map((id) => rows.find((row) => row.assessee_id === id)!.figures);
};

beforeAll(async () => {
  booted = await bootApp(withClock(clock));
  world = await resultsWorld(booted, clock, 'x1', [93, 90, 84].map((research) => ({ ...base, officer: { ...base.officer, research } })));
  const root = school.scheme.score.root;
  const scheme: Scheme = {
    ...school.scheme,
    score: {
      ...school.scheme.score, root: 'final',
      nodes: [
        ...school.scheme.score.nodes,
        { kind: 'rank_score', id: 'place', title: { text: '调研名次' }, level: 'assessee', input: 'research', over: 'pool', best: 'high', ties: 'shared', convert: { by: 'step', top: 10, step: 4, min: 0 } },
        { kind: 'adjusted', id: 'final', title: { text: '最终' }, level: 'assessee', base: root, accounts: ['place'], min: 0, max: 120 },
      ] as Scheme['score']['nodes'],
    },
  };
  await run("insert into effective_scheme (hash, sector, engine, scheme, provenance, layers) values ('crossing', 'school', 'test', ?::jsonb, '{}', '[]')", [JSON.stringify(scheme)]);
  await run(`update cycle set schemes = '{"school":"crossing"}' where id = ?`, [world.cycleId]);
}, 90_000);
afterAll(() => booted.close());

describe('R14 ranks within the pool', () => {
  test('10 points for the first, 4 less for each place; every result recomputes alone', async () => {
    expect(await compute()).toMatchObject({ status: 200, body: { computed: 3 } });
    expect((await figures()).map((one) => one['place'])).toEqual(['10', '6', '2']);
    const score = await ask<ScoreOut>(booted, world.officer, 'GET', `/assessees/${world.assessees[1]!}/score`);
    expect(score).toMatchObject({ status: 200, body: { recomputes: true } });
    const bundle = await ask<{ bundles: ResultsBundle[] }>(booted, world.officer, 'GET', `/cycles/${world.cycleId}/bundle.json`);
    expect(bundle.body.bundles.map((one) => verifyBundle(one))).toEqual([{ ok: true }]);
  });

  test('one changed figure is computed again for those whose place it changes, and for nobody else', async () => {
    await run("update officer_score set value = '91' where assessee_id = ? and node = 'research'", [world.assessees[2]]);
    expect(await compute()).toMatchObject({ body: { computed: 2, unchanged: 1 } });
    expect((await figures()).map((one) => one['place'])).toEqual(['10', '2', '6']);
  });
});

type Votes = { due: number; issued: number; voided: number; unreturned: number };
type Sheet = { subjects: { id: string }[]; form: { items: { id: string }[] } };
/** A session: `secretaries` from other units beside the two who debrief, of whom the last does not come; the second last of those who should have come was replaced on the roll. */
type Session = { own: readonly number[]; others: number; absent: number; guests: number; phones: number; paper: number; kept: number; spoilt: number; silent: number; signing: number };
const OPTIONS = ['hao', 'jiaohao', 'yiban', 'cha'];
const [FIRST, SECOND]: [Session, Session] = [
  { own: [0, 1], others: 7, absent: 1, guests: 3, phones: 10, paper: 6, kept: 1, spoilt: 1, silent: 1, signing: 4 },
  { own: [2, 3], others: 6, absent: 0, guests: 6, phones: 12, paper: 5, kept: 0, spoilt: 0, silent: 2, signing: 5 },
];
/** Secretaries rate each other and come by name, the leaders sign, and guests count with the public where they are too few. */
const mixed = {
  ...school.scheme,
  groups: [...school.scheme.groups.map((group) => (group.id === 'peers' ? { ...group, rates: { rule: 'not_self' } } : group.id === 'members_public' ? { ...group, minHeads: 10 } : group)), { ...school.scheme.groups[0]!, id: 'guests', title: { text: '服务对象代表' }, minHeads: 1 }],
  score: {
    ...school.scheme.score,
    nodes: [
      ...school.scheme.score.nodes.map((node) => (node.id === 'onsite' && node.kind === 'weighted_sum' ? { ...node, inputs: [...node.inputs.map((input) => (input.id === 'tally_leaders' ? { ...input, weight: 20 } : input)), { id: 'tally_guests', weight: 10, absence: { rule: 'merge', into: 'tally_members_public' } }] } : node)),
      { ...school.scheme.score.nodes.find((node) => node.id === 'tally_leaders')!, id: 'tally_guests', title: { text: '服务对象代表' }, group: 'guests' },
    ],
  },
} as unknown as Scheme;

describe('R-F9 R-F5 R-G1 two sessions with phones, paper, names on a roll, a group that signs and one that is too small', () => {
  let two: ResultsWorld;
  let w: World;
  let typist: TestPerson;
  const expected: Expected = {};
  const random = seededRandom(9);
  const { call, must, at, version, key, phase, phone, confirmed } = hallOf(() => booted, () => w);
  const drawn = (sheet: { subjects: readonly { id: string }[]; items: readonly { id: string }[] }): Choices => Object.fromEntries(sheet.subjects.map(({ id }) => [id, Object.fromEntries(sheet.items.map((item) => [item.id, OPTIONS[Math.floor(random() * 4)]!]))]));
  /** What each group should give for everybody who debriefs in the session. */
  const votesOf = (of: Session): Record<string, Votes> => {
    const merged = of.guests < 5 ? of.guests : 0;
    const peers = of.own.length + of.others;
    return {
      leaders: { due: 5, issued: of.signing, voided: 0, unreturned: 0 },
      // nobody rates themselves, and one of the other units keeps silent
      peers: { due: peers - 1, issued: peers - 1 - of.absent, voided: 0, unreturned: 1 },
      members_public: { due: 18 + merged, issued: of.phones + merged + of.paper, voided: of.spoilt, unreturned: of.silent + of.kept },
      ...(merged > 0 ? {} : { guests: { due: of.guests, issued: of.guests, voided: 0, unreturned: 0 } }),
    };
  };

  async function planned(of: Session): Promise<string> {
    const assessees = of.own.map((n) => w.assessees[n]!);
    const id = String((await must(call(w.officer, 'POST', '/api/meetings', { cycleId: w.cycleId, title: `第${of.own[0]! / 2 + 1}场`, startsAt: '2026-12-20T06:00:00.000Z', assessees: assessees.map((one) => one.id) }, key()), 201))['id']);
    const electors = [...assessees.map(({ personId }, n) => ({ name: `书记${of.own[n]! + 1}`, personId, groups: ['peers'] })), ...Array.from({ length: of.others }, (_, n) => ({ name: `外院书记${n}`, groups: ['peers'] }))];
    await must(call(w.clerk, 'POST', at(id, '/roll/electors'), { electors }, key()));
    // somebody cannot come and another one comes in their place
    const listed = (await must(call(w.clerk, 'GET', at(id, '/roll/electors?group=peers&limit=50'))))['items'] as { id: string; name: string }[];
    await must(call(w.clerk, 'PUT', at(id, '/roll/electors/removed'), { electors: listed.filter((one) => one.name === '外院书记1').map((one) => one.id) }, await version(id)));
    await must(call(w.clerk, 'POST', at(id, '/roll/electors'), { electors: [{ name: '代会书记', groups: ['peers'] }] }, key()));
    await must(call(w.officer, 'PUT', at(id, '/groups'), { due: { leaders: 5, peers: 0, members_public: 18, guests: of.guests }, named: ['leaders'] }, await version(id)));
    return id;
  }

  /** From the slips to the seal; what is marked is counted here as well, independently of the server. */
  async function held(id: string, of: Session): Promise<void> {
    const merged = of.guests < 5;
    const signers = (await must(call(w.clerk, 'POST', at(id, '/named-slips'), { group: 'leaders', names: ['甲', '乙', '丙', '丁', '戊'] }), 201))['slips'] as { name: string; secret: string }[];
    const printed = merged ? { members_public: of.phones + of.guests } : { members_public: of.phones, guests: of.guests };
    const slips = (await must(call(w.clerk, 'POST', at(id, '/slips'), { numbers: printed }), 201))['slips'] as Slip[];
    const roll = (await must(call(w.clerk, 'POST', at(id, '/roll/slips'), {}), 201))['slips'] as { name: string; secret: string }[];
    expect(roll.map((one) => one.name)).toEqual(expect.not.arrayContaining(['外院书记1']));
    await must(phase(id, 'open_check_in'));
    const absent = roll.filter((one) => one.name.startsWith('外院')).slice(0, of.absent);
    if (absent.length > 0) await must(call(w.clerk, 'PUT', at(id, '/slips/void'), { secrets: absent.map((one) => one.secret) }));
    const peers = roll.length - absent.length;
    await must(call(w.clerk, 'PUT', at(id, '/attendance'), { present: { peers, members_public: of.phones + of.paper, guests: of.guests }, handedOut: { peers, members_public: of.phones, guests: of.guests }, paper: { members_public: of.paper } }));
    const named = (await must(call(w.clerk, 'GET', at(id, '/named-voters'))))['items'] as { id: string; name: string }[];
    await must(call(w.clerk, 'POST', at(id, '/named-voters/presence'), { voters: named.slice(0, of.signing).map((one) => one.id), present: true }));
    const silent = slips.filter((slip) => slip.class === 'members_public').slice(0, of.silent);
    const pockets = await Promise.all([...roll.filter((one) => !absent.includes(one)).map((one) => ({ group: one.name === '代会书记' ? 'silent' : 'peers', class: '', secret: one.secret })), ...slips.map((slip) => ({ group: silent.includes(slip) ? 'silent' : slip.class, ...slip }))].map(async (slip) => ({ group: slip.group, pocket: await phone(id, slip) })));
    await must(phase(id, 'close_check_in'));
    for (const n of of.own) await must(call(w.officer, 'PUT', at(id, `/comments/${w.assessees[n]!.id}`), { speaker: '主持人', text: '意见' }));
    await confirmed(id, 'open_voting');

    for (const { group, pocket } of pockets.filter((one) => one.group !== 'silent')) {
      for (const round of Object.keys(pocket.tickets)) {
        const { subjects, form } = (await must(call(null, 'GET', `/vote/${id}/sheets/${round}/${pocket.classes?.[round] ?? pocket.class}`))) as unknown as Sheet;
        const choices = drawn({ subjects, items: form.items });
        await must(call(null, 'POST', `/vote/${id}/ballots`, castBody(pocket, round, choices)));
        count(expected, group, choices);
      }
    }
    for (const { name, secret } of signers) {
      const { rounds } = (await must(call(null, 'POST', `/vote/${id}/named/entry`, { slip: secret, pad: '' }))) as unknown as { rounds: (Sheet & { round: string })[] };
      const present = named.findIndex((one) => one.name === name) < of.signing;
      expect(rounds.every((round) => round.subjects.length > 0)).toBe(present);
      for (const { round, subjects, form } of present ? rounds : []) {
        const choices = drawn({ subjects, items: form.items });
        await must(call(null, 'POST', `/vote/${id}/named/ballots`, { slip: secret, round, choices }));
        count(expected, 'leaders', choices);
      }
    }
    const back = of.paper - of.kept;
    const forms = ((await must(call(w.clerk, 'GET', at(id, '/paper')))) as unknown as PaperOut).rounds.flatMap((round) => round.classes.filter((one) => one.handedOut > 0).map((one) => ({ round, one })));
    for (const { round, one } of forms) await must(call(w.clerk, 'PUT', at(id, '/paper/ledger'), { round: round.id, class: one.id, printed: of.paper, returned: back, kept: of.kept }, await version(id)));
    await confirmed(id, 'close_voting');
    for (const { round, one } of forms) {
      const batch = String((await must(call(w.clerk, 'POST', at(id, '/paper/batches'), { round: round.id, class: one.id, size: back }, key()), 201))['id']);
      const good = Array.from({ length: back - of.spoilt }, () => drawn({ subjects: round.subjects, items: one.items }));
      for (const sheet of good) count(expected, one.id, sheet);
      const spoilt = Array.from({ length: of.spoilt }, () => Object.fromEntries(Object.entries(drawn({ subjects: round.subjects, items: one.items })).map(([subject, marks]) => [subject, { ...marks, overall: TWO_MARKS }])));
      for (const who of [w.clerk, typist]) await must(call(who, 'POST', at(id, `/paper/batches/${batch}/entries`), { sheets: [...good, ...spoilt] }));
    }
    await confirmed(id, 'seal');
  }

  test('everything that was given out is counted, void or missing, in each session; scores, explanation and bundle hold', async () => {
    two = await resultsWorld(booted, clock, 'x2', [0, 1, 2, 3].map(() => ({ ...base, tallies: {} })));
    await run('delete from leader_comment where meeting_id = ?', [two.meetingId]);
    await run('delete from meeting where id = ?', [two.meetingId]);
    await run("insert into effective_scheme (hash, sector, engine, scheme, provenance, layers) values ('mixed', 'school', 'test', ?::jsonb, '{}', '[]')", [JSON.stringify(mixed)]);
    await run(`update cycle set schemes = '{"school":"mixed"}', stage = 'meeting' where id = ?`, [two.cycleId]);
    const grant = (role: string): Promise<TestPerson> => signedIn(booted, { path: two.host.path, grants: [{ role, path: two.host.path }] });
    w = { cycleId: two.cycleId, hostId: two.host.id, path: two.host.path, assessees: two.assessees.map((id, n) => ({ id, personId: two.secretaries[n]!.personId })), officer: two.officer, clerk: await grant('clerk'), scrutineers: [await grant('scrutineer'), await grant('scrutineer')], secretary: two.secretaries[0]! };
    typist = await grant('clerk');

    const sessions = [{ of: FIRST, id: await planned(FIRST) }, { of: SECOND, id: await planned(SECOND) }];
    for (const { of, id } of sessions) await held(id, of);
    const all = await booted.uow.run(systemActor('spec'), (tx) => booted.app.get(MeetingsApi).tallies(tx, w.cycleId));
    expect(Object.keys(all).sort()).toEqual([...two.assessees].sort());
    for (const { of, id } of sessions) {
      const file = (await must(call(w.officer, 'GET', at(id, '/seal.json')))) as unknown as SealFile;
      expect(verifySealFile(file)).toEqual({ ok: true });
      const votes = votesOf(of);
      for (const n of of.own) {
        const subject = w.assessees[n]!.id;
        const { tallies, merged } = all[subject]!;
        expect([Object.keys(tallies).sort(), merged]).toEqual([Object.keys(votes).sort(), of.guests < 5 ? { guests: 'members_public' } : {}]);
        for (const [group, { due, issued, voided, unreturned }] of Object.entries(votes)) {
          const tally = tallies[group]!;
          expect({ group, due: tally.due, present: tally.present, issued: tally.issued, returned: tally.returned, valid: tally.valid }).toEqual({ group, due, present: issued, issued, returned: issued - unreturned, valid: issued - unreturned - voided });
          const sum = of.guests < 5 && group === 'members_public' ? ['members_public', 'guests'] : [group];
          for (const [item, { options }] of Object.entries(tally.items)) for (const option of OPTIONS) expect(options[option]).toBe(sum.reduce((total, one) => total + (expected[subject]?.[one]?.[item]?.[option] ?? 0), 0));
        }
      }
    }
    await run("update cycle set stage = 'grading' where id = ?", [two.cycleId]);
    expect(await ask(booted, two.officer, 'POST', `/cycles/${two.cycleId}/compute`)).toMatchObject({ status: 200, body: { computed: 4 } });
    for (const [n, assessee] of two.assessees.entries()) {
      const { body } = await ask<ScoreOut>(booted, two.officer, 'GET', `/assessees/${assessee}/score`);
      expect(body).toMatchObject({ recomputes: true, score: { exact: expect.any(String) }, computed: expect.any(String) });
      const told = JSON.stringify(body.explained);
      expect([told.includes('line.merged_in'), told.includes('absent.merged')]).toEqual(FIRST.own.includes(n) ? [true, true] : [false, false]);
    }
    const bundle = await ask<{ bundles: ResultsBundle[] }>(booted, two.officer, 'GET', `/cycles/${two.cycleId}/bundle.json`);
    expect(bundle.body.bundles.map((one) => [one.members.length, verifyBundle(one)])).toEqual([[4, { ok: true }]]);
  });
});
