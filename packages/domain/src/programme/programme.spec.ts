import { describe, expect, test } from '@jest/globals';
import { originAt, type BaseLayer, type Layer } from '@shuping/scheme';
import { sampleScheme } from '@shuping/scheme/testing';
import fc from 'fast-check';
import { inspectMachine } from '../machine/machine.ts';
import { boundCalendar, boundsProblems, deviations, tightestBounds, type ProgrammeBounds } from './programme-calendar.rules.ts';
import { moveProblems, movesOf, retaken } from './programme-change.rules.ts';
import { askedBy, askedQuestionId, askedSectionId, programmeOf, resolveWithProgrammes, type IssuedProgramme } from './programme-layer.rules.ts';
import { moveProgramme, PROGRAMME_MACHINE } from './programme.machine.ts';

const PROVINCE = '11111111-1111-4111-8111-111111111111';
const CITY = '22222222-2222-4222-8222-222222222222';
const base: BaseLayer = { id: 'plugin', scheme: sampleScheme(), constraints: [], tag: { text: '插件' } };
const programme = (id: string, more: Partial<IssuedProgramme> = {}): IssuedProgramme => ({
  id, orgId: 'o', ownerName: '中共临江省委员会', title: '关于开展述职评议考核的通知', number: '临委办〔2026〕3号', tag: '省', year: 2026, sectors: [], periodStart: '2026-01-01', periodEnd: '2026-12-31',
  questions: [{ id: 'q1', title: '怎样抓后进村整顿', guidance: '写清对象、办法和成效' }, { id: 'q2', title: '怎样为基层减负', guidance: '' }], calendar: {}, ...more,
});
const layer = (id: string, edits: Layer['edits'], constraints: Layer['constraints'] = []): Layer => ({ format: 'shuping-layer@1', id, owner: { text: id }, tag: { text: id }, edits, constraints });

describe('R-B3 machine of a programme', () => {
  test('every state is reached; issued once, withdrawn once', () => {
    expect(inspectMachine(PROGRAMME_MACHINE, 'draft')).toEqual({ unreachable: [], unknown: [] });
    expect(moveProgramme('draft', 'issue')).toEqual({ ok: true, value: 'issued' });
    expect(moveProgramme('issued', 'withdraw')).toEqual({ ok: true, value: 'withdrawn' });
    expect(moveProgramme('issued', 'issue')).toMatchObject({ ok: false, error: { code: 'programme.frozen' } });
    expect([moveProgramme('draft', 'withdraw'), moveProgramme('withdrawn', 'withdraw')]).toMatchObject([{ error: { code: 'programme.not-issued' } }, { error: { code: 'programme.not-issued' } }]);
  });
});

describe('R-B3, R-C3 days moved after the order was issued', () => {
  test('names the stages that moved; nothing moved and days gone by are refused with their place', () => {
    const before: ProgrammeBounds = { reporting: { latest: '2026-12-05' }, meeting: { latest: '2026-12-31' } };
    const moves = movesOf(before, { reporting: { latest: '2026-12-12' }, meeting: { latest: '2026-12-31' }, publicity: { earliest: '2026-11-01' } });
    expect(moves).toEqual([{ stage: 'reporting', before: { latest: '2026-12-05' }, after: { latest: '2026-12-12' } }, { stage: 'publicity', before: {}, after: { earliest: '2026-11-01' } }]);
    expect(moveProblems(moves, '2026-12-10')).toMatchObject([{ code: 'programme.day-past', at: '/calendar/publicity/earliest' }]);
    expect(moveProblems(movesOf(before, before), '2026-12-10')).toMatchObject([{ code: 'programme.days-same' }]);
    // a bound may be lifted, and one that had passed before may stay
    expect(moveProblems(movesOf(before, { reporting: { latest: '2026-12-05' } }), '2027-02-01')).toEqual([]);
  });

  test('a cycle keeps the days of stages that it has left and the beginning of the present one', () => {
    const old = { reporting: { opens: '2026-11-20', due: '2026-12-05' }, vetting: { opens: '2026-12-06', due: '2026-12-15' }, meeting: { opens: '2026-12-18', due: '2026-12-31' } };
    const fresh = { reporting: { opens: '2026-11-25', due: '2026-12-12' }, vetting: { opens: '2026-12-13', due: '2026-12-22' }, meeting: { opens: '2027-01-04', due: '2027-01-15' } };
    expect(retaken(old, fresh, 'vetting')).toEqual({ reporting: old.reporting, vetting: { opens: '2026-12-06', due: '2026-12-22' }, meeting: fresh.meeting });
    expect(retaken(old, fresh, 'planning')).toEqual(fresh);
    expect(retaken(old, { ...fresh, vetting: { opens: '2026-11-01', due: '2026-12-01' } }, 'vetting').vetting).toEqual({ opens: '2026-12-06', due: '2026-12-06' });
  });
});

describe('R-B3 questions of the year as a layer', () => {
  const { resolution, layers } = resolveWithProgrammes(base, [layer('county', [{ op: 'reorder', path: 'questions', order: sampleScheme().questions.map((one) => one.id).reverse() }])], [programme(PROVINCE), programme(CITY, { questions: [{ id: 'q1', title: '市里的一问', guidance: '' }], ownerName: '中共澜州市委员会' })], 'school');
  const scheme = resolution.scheme!;

  test('every question stands in the form with a required answer, whoever reordered what lies below it, and says who asked', () => {
    expect(resolution.violations).toEqual([]);
    const asked = scheme.questions.filter((one) => programmeOf(one.id) !== null);
    expect(asked.map((one) => [one.kind, askedBy(one)])).toEqual([['must_answer', '中共临江省委员会 · 临委办〔2026〕3号'], ['must_answer', '中共临江省委员会 · 临委办〔2026〕3号'], ['must_answer', '中共澜州市委员会 · 临委办〔2026〕3号']]);
    expect(scheme.report.sections.find((one) => one.id === askedSectionId(CITY, 'q1'))).toMatchObject({ kind: 'answer', required: true, question: askedQuestionId(CITY, 'q1') });
    expect(asked.filter((one) => !scheme.report.sections.some((section) => section.question === one.id && section.required))).toEqual([]);
    expect(askedBy(sampleScheme().questions[0]!)).toBeNull();
  });

  test('its place is told as from the programme, and its lock is there', () => {
    expect(originAt(resolution.provenance, `questions/${askedQuestionId(PROVINCE, 'q1')}/title`)?.layer).toBe(`programme:${PROVINCE}`);
    expect(layers.map((one) => one.id)).toEqual(['county', `programme:${PROVINCE}`, `programme:${CITY}`]);
    expect(layers[1]!.constraints).toContainEqual({ kind: 'fixed', path: `questions/${askedQuestionId(PROVINCE, 'q2')}` });
    expect(programmeOf(layers[1]!.id)).toBe(PROVINCE);
  });

  test('a scheme without the check of answers gets it once; one that has it keeps its own', () => {
    expect(scheme.report.checks.filter((one) => one.check.startsWith('must-answer@'))).toHaveLength(1);
    const kept = resolveWithProgrammes(base, [layer('county', [{ op: 'add', path: 'report/checks', value: { id: 'own', check: 'must-answer@1', level: 'advise', params: {} } }])], [programme(PROVINCE)], 'school');
    expect(kept.resolution.scheme!.report.checks.filter((one) => one.check.startsWith('must-answer@')).map((one) => one.id)).toEqual(['own']);
  });

  test('a layer below cannot change a question of the programme: the place is unknown to it, the question stays', () => {
    const tried = resolveWithProgrammes(base, [layer('county', [{ op: 'remove', path: `questions/${askedQuestionId(PROVINCE, 'q1')}` }])], [programme(PROVINCE)], 'school').resolution;
    expect(tried.violations).toMatchObject([{ code: 'layer.unknown-target', layer: 'county' }]);
    expect(tried.scheme!.questions.some((one) => one.id === askedQuestionId(PROVINCE, 'q1'))).toBe(true);
  });

  test('a lock that leaves no room and a question that must stand cannot both hold: named with place, owner and who comes last', () => {
    const room = sampleScheme().report.sections.length;
    const tight = layer('city', [], [{ kind: 'at_most', path: 'report/sections', count: room }]);
    const { resolution: refused } = resolveWithProgrammes(base, [tight], [programme(PROVINCE)], 'school');
    expect(refused.violations).toMatchObject([{ code: 'layer.at-most-broken', path: 'report/sections', layer: `programme:${PROVINCE}`, params: { owner: 'city', count: room + 2, most: room } }]);
  });

  test('a programme for other sectors, or without questions, adds nothing', () => {
    const none = resolveWithProgrammes(base, [], [programme(PROVINCE, { sectors: ['village'] }), programme(CITY, { questions: [] })], 'school');
    expect(none.layers).toEqual([]);
    expect(none.resolution.scheme).toEqual(base.scheme);
  });
});

describe('R-C3 calendar of a programme', () => {
  const above = { owner: '省', bounds: { reporting: { earliest: '2026-11-01', latest: '2026-12-10' }, vetting: { latest: '2026-12-20' } } } as const;

  test('a lower programme may only tighten; the place and the owner are named', () => {
    expect(boundsProblems({ reporting: { earliest: '2026-11-05', latest: '2026-12-01' } }, [above])).toEqual([]);
    expect(boundsProblems({ reporting: { earliest: '2026-10-20', latest: '2026-12-15' } }, [above])).toMatchObject([
      { code: 'programme.calendar-looser', at: '/calendar/reporting/earliest', params: { day: '2026-11-01', by: '省' } }, { code: 'programme.calendar-looser', at: '/calendar/reporting/latest', params: { day: '2026-12-10' } },
    ]);
  });

  test('bounds that no day can meet are refused, against those above or among themselves', () => {
    expect(boundsProblems({ vetting: { earliest: '2026-12-25' } }, [above])).toMatchObject([{ code: 'programme.calendar-empty', at: '/calendar/vetting', params: { earliest: '2026-12-25', latest: '2026-12-20', by: '省' } }]);
    expect(boundsProblems({ meeting: { earliest: '2027-01-10', latest: '2027-01-05' } }, [])).toMatchObject([{ code: 'programme.calendar-empty', at: '/calendar/meeting' }]);
  });

  test('days of a host outside the bounds are refused with code and place', () => {
    const limits = tightestBounds([above]);
    expect(deviations({ reporting: { opens: '2026-10-01', due: '2026-12-11' }, vetting: { due: '2026-12-20' } }, limits)).toMatchObject([
      { code: 'programme.too-early', at: '/calendar/reporting/opens', params: { earliest: '2026-11-01', by: '省' } }, { code: 'programme.too-late', at: '/calendar/reporting/due', params: { latest: '2026-12-10' } },
    ]);
    expect(deviations({ vetting: { opens: '2026-12-10', due: '2026-12-05' } }, limits)).toMatchObject([{ code: 'day.order', at: '/calendar/vetting/due' }]);
  });

  test('a calendar is drawn into the bounds of every programme, whatever schemes and host say', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-12-${String(n).padStart(2, '0')}`);
    const bounds: fc.Arbitrary<ProgrammeBounds> = fc.tuple(day, day).map(([a, b]) => ({ reporting: { earliest: a < b ? a : b, latest: a < b ? b : a } }));
    fc.assert(fc.property(bounds, bounds, day, day, fc.option(day, { nil: undefined }), (one, two, opens, due, own) => {
      const limits = tightestBounds([{ owner: 'a', bounds: one }, { owner: 'b', bounds: two }]);
      fc.pre(limits.reporting!.earliest! <= limits.reporting!.latest!);
      const made = boundCalendar({ reporting: { opens: opens < due ? opens : due, due: opens < due ? due : opens } }, limits, { reporting: { due: own } }).reporting!;
      expect(made.opens <= made.due).toBe(true);
      for (const { reporting } of [one, two]) expect([made.opens >= reporting!.earliest!, made.due <= reporting!.latest!]).toEqual([true, true]);
    }));
    expect(boundCalendar({}, tightestBounds([above]))).toEqual({ reporting: { opens: '2026-11-01', due: '2026-12-10' } });
  });
});
