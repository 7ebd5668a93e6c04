import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { settleGroups, unitedGroups, type GroupRule } from './electorate.rules.ts';
import { drawnAgenda, drawnOrder, drawnStage } from './lot.rules.ts';
import { votesAs, type Elector } from './entitlement.rules.ts';
import { roundsBySector, roundsOf, type Grouping } from './rounds.machine.ts';
import { planSheets } from './sheets.rules.ts';
import { waveStands } from './wave.rules.ts';

const SECTORS = ['village', 'community', 'township', 'agency'];
const agenda = fc.array(fc.constantFrom(...SECTORS), { maxLength: 24 }).map((list) => list.map((sector, at) => ({ id: `s${at}`, sector })));
const grouping: fc.Arbitrary<Grouping> = fc.oneof(fc.constant({ rule: 'together' as const }), fc.constant({ rule: 'each' as const }), fc.integer({ min: 2, max: 6 }).map((size) => ({ rule: 'blocks' as const, size })));
const ids = ['leaders', 'peers', 'members', 'delegates', 'public'];
const rule = fc.record({ id: fc.constantFrom(...ids), minHeads: fc.integer({ min: 1, max: 9 }), small: fc.oneof(fc.constant({ rule: 'named' as const }), fc.constantFrom(...ids).map((into) => ({ rule: 'merge' as const, into }))) });
const scheme = fc.uniqueArray(rule, { selector: (one) => one.id, minLength: 1, maxLength: 5 });
const schemes = fc.uniqueArray(fc.constantFrom(...SECTORS), { minLength: 1, maxLength: 4 }).chain((list) => fc.tuple(...list.map((sector) => scheme.map((groups) => ({ sector, groups })))));

describe('R-C4 rounds of a meeting that hears several sectors', () => {
  test('no round mixes sectors, and everybody is in exactly one', () => {
    fc.assert(fc.property(agenda, grouping, (list, by) => {
      const rounds = roundsBySector(list, by);
      for (const round of rounds) for (const id of round.subjects) expect(list.find((one) => one.id === id)!.sector).toBe(round.sector);
      expect(rounds.flatMap((round) => round.subjects).sort()).toEqual(list.map((one) => one.id).sort());
      expect(new Set(rounds.map((round) => round.id)).size).toBe(rounds.length);
      if (by.rule === 'blocks') expect(Math.max(0, ...rounds.map((round) => round.subjects.length))).toBeLessThanOrEqual(by.size);
    }));
  });

  test('all at once is one round for each sector; one after another follows the agenda', () => {
    fc.assert(fc.property(agenda, (list) => {
      expect(roundsBySector(list, { rule: 'together' })).toHaveLength(Math.max(1, new Set(list.map((one) => one.sector)).size));
      expect(roundsBySector(list, { rule: 'each' }).flatMap((round) => round.subjects)).toEqual(list.map((one) => one.id));
    }));
  });

  test('one sector has the rounds it always had', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 20 }), grouping, (count, by) => {
      const subjects = Array.from({ length: count }, (_, at) => `s${at}`);
      expect(roundsBySector(subjects.map((id) => ({ id, sector: 'village' })), by).map(({ sector: _own, ...round }) => round)).toEqual(roundsOf(subjects, by));
    }));
  });
});

describe('R-C4 groups of a meeting that hears several sectors', () => {
  test('a slip has as many tickets as there are rounds of sectors whose scheme has the group', () => {
    fc.assert(fc.property(schemes, agenda, grouping, (list, everybody, by) => {
      const heard = everybody.filter((one) => list.some(({ sector }) => sector === one.sector));
      const rounds = roundsBySector(heard, by).filter((round) => round.subjects.length > 0);
      for (const group of unitedGroups<GroupRule>(list)) {
        const tickets = rounds.filter((round) => group.sectors.includes(round.sector)).length;
        expect(tickets).toBe(rounds.filter((round) => list.find(({ sector }) => sector === round.sector)!.groups.some((one) => one.id === group.id)).length);
      }
    }));
  });

  test('the same id is the same people: once in the list, with the most heads that any scheme asks', () => {
    fc.assert(fc.property(schemes, (list) => {
      const united = unitedGroups<GroupRule>(list);
      expect(united.map((one) => one.id)).toEqual([...new Set(list.flatMap(({ groups }) => groups.map((one) => one.id)))]);
      for (const one of united) expect(one.minHeads).toBe(Math.max(...list.flatMap(({ groups }) => groups.filter((own) => own.id === one.id).map((own) => own.minHeads))));
    }));
  });

  test('nobody is merged into a class that votes in other rounds', () => {
    fc.assert(fc.property(schemes, fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 5, maxLength: 5 }), (list, numbers) => {
      const groups = unitedGroups<GroupRule>(list).map((one) => ({ ...one, minHeads: 0 }));
      const settled = settleGroups(groups, Object.fromEntries(ids.map((id, at) => [id, numbers[at]!])));
      if (!settled.ok) return;
      const sectorsOf = (id: string): string => [...groups.find((one) => one.id === id)!.sectors].sort().join();
      for (const one of settled.value) if (one.votes === 'merged') expect(sectorsOf(one.into!)).toBe(sectorsOf(one.id));
    }));
  });

  test('a small group that would have to go with a class of other rounds is refused by name; signed it may vote', () => {
    const groups = unitedGroups<GroupRule>([
      { sector: 'village', groups: [{ id: 'leaders', minHeads: 1, small: { rule: 'merge', into: 'peers' } }, { id: 'peers', minHeads: 1, small: { rule: 'named' } }] },
      { sector: 'township', groups: [{ id: 'leaders', minHeads: 1, small: { rule: 'merge', into: 'peers' } }] },
    ]);
    expect(settleGroups(groups, { leaders: 3, peers: 9 })).toMatchObject({ error: { issues: [{ code: 'electorate.merge-other-sectors', at: 'leaders', params: { into: 'peers' } }] } });
    expect(settleGroups(groups, { leaders: 3, peers: 9 }, ['leaders'])).toMatchObject({ value: [{ id: 'leaders', votes: 'named' }, { id: 'peers', votes: 'own' }] });
  });
});

describe('R-C4 R09 R15 several sectors, people by name, boxes of slips and late-comers in one meeting', () => {
  const RATES = { leaders: { rule: 'related', relation: { text: '分管' } }, peers: { rule: 'not_self' }, public: undefined } as const;
  const HAS: Record<string, (keyof typeof RATES)[]> = { village: ['leaders', 'peers', 'public'], township: ['leaders', 'peers'], agency: ['leaders', 'public'] };
  const heard = fc.array(fc.constantFrom(...Object.keys(HAS)), { minLength: 1, maxLength: 9 }).map((list) => list.map((sector, at) => ({ id: `s${at}`, sector })));
  const world = heard.chain((list) => fc.record({
    list: fc.constant(list), by: grouping, box: fc.integer({ min: 5, max: 30 }),
    roll: fc.array(fc.record({ groups: fc.subarray(['leaders', 'peers', 'public'], { minLength: 1 }), subject: fc.constantFrom(null, ...list.map((one) => one.id)), related: fc.subarray(list.map((one) => one.id)) }), { maxLength: 40 }),
  }));

  test('no sheet mixes sectors, nobody has a ticket for a sector without their group or for themselves, every class on a sheet has five or more', () => {
    let planned = 0;
    fc.assert(fc.property(world, ({ list, by, box, roll }) => {
      const electors = roll.map((one, at): Elector => ({ id: `e${at}`, ...one }));
      const groupsOf = (sector: string) => HAS[sector]!.map((id) => ({ id, rates: RATES[id] }));
      const rounds = roundsBySector(list, by).filter((round) => round.subjects.length > 0);
      const plan = planSheets({ rounds: rounds.map((round) => ({ id: round.id, subjects: round.subjects.map((id) => ({ id, facts: {} })), groups: groupsOf(round.sector) })), electors, heads: { public: box + roll.length }, into: { leaders: 'public', peers: 'public' } });
      if (!plan.ok) {
        for (const issue of plan.error.issues ?? []) expect(['electorate.scope-too-small', 'electorate.unrated']).toContain(issue.code);
        return;
      }
      planned += 1;
      const { sheets, tickets } = plan.value;
      const sectorOf = (id: string): string => list.find((one) => one.id === id)!.sector;
      expect(sheets.flatMap((sheet) => [...new Set(sheet.subjects.map((id) => sectorOf(id)))].length).every((count) => count === 1)).toBe(true);
      expect([...new Set(sheets.flatMap((sheet) => sheet.subjects))].sort()).toEqual(list.map((one) => one.id).sort());
      for (const sheet of sheets) for (const [id, heads] of Object.entries(sheet.classes)) {
        expect(heads).toBeGreaterThanOrEqual(5);
        expect(HAS[sectorOf(sheet.subjects[0]!)]!).toContain(id);
      }
      for (const one of electors) {
        const own = (tickets.get(one.id) ?? []).flatMap((ticket) => sheets.find((sheet) => sheet.id === ticket.split('/')[0])!.subjects);
        expect(new Set(own).size).toBe(own.length);
        const entitled = list.filter(({ id, sector }) => votesAs(one, { id, facts: {} }, groupsOf(sector)) !== null).map(({ id }) => id);
        expect(own.sort()).toEqual(entitled.sort());
        // a member of the public is one of many and may rate anybody; a peer never rates themselves
        if (one.groups.join() === 'peers') expect(own).not.toContain(one.subject);
      }
    }), { numRuns: 300 });
    expect(planned).toBeGreaterThan(30);
  });

  test('a wave of several sectors stands by its whole and by every class of it', () => {
    expect(waveStands({ staff: 3, delegates: 2 }, { staff: 6, delegates: 9 })).toMatchObject({ ok: true });
    expect(waveStands({ staff: 3, delegates: 2 }, { staff: 6, delegates: 2 })).toMatchObject({ error: { code: 'meeting.wave-too-small', at: 'delegates', params: { heads: 4, needed: 5 } } });
    expect(waveStands({ staff: 2, delegates: 2 }, { staff: 6, delegates: 9 })).toMatchObject({ error: { params: { heads: 4 } } });
  });
});

describe('R-F1 order and stage by lot', () => {
  test('the same seed gives the same order whatever the list, each sector by itself; a sector that is not drawn keeps its order', () => {
    fc.assert(fc.property(agenda, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (list, seed) => {
      const byLot = (sector: string): boolean => sector !== 'agency';
      const order = drawnAgenda(list, byLot, seed);
      expect([...order].sort()).toEqual(list.map((one) => one.id).sort());
      for (const sector of SECTORS) {
        const own = list.filter((one) => one.sector === sector).map((one) => one.id);
        expect(order.filter((id) => own.includes(id))).toEqual(byLot(sector) ? drawnOrder([...own].reverse(), seed) : own);
      }
    }));
  });

  test('so many of each drawn sector speak on the stage, the first in the drawn order', () => {
    fc.assert(fc.property(agenda, fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 1, max: 5 }), (list, seed, count) => {
      const { stage, written } = drawnStage(list, (sector) => sector !== 'agency', seed, count);
      expect([...stage, ...written].sort()).toEqual(list.filter((one) => one.sector !== 'agency').map((one) => one.id).sort());
      for (const sector of SECTORS.slice(0, 3)) {
        const own = list.filter((one) => one.sector === sector).map((one) => one.id);
        expect(stage.filter((id) => own.includes(id))).toEqual(drawnOrder(own, seed).slice(0, count));
      }
    }));
  });
});
