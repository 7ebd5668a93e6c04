import type { Heads } from '../meeting.ts';

/** Where a county of the demonstration stands on its last day. */
export type Stands = 'unopened' | 'planning' | 'research' | 'reporting' | 'vetting' | 'sealed' | 'grading' | 'publicity' | 'feedback' | 'rectification' | 'archive';
/** Days of a county's own, by stage: earliest and latest. */
export type OwnDays = Readonly<Record<string, { readonly opens?: string; readonly due?: string }>>;
export type CountyPlan = {
  /** number of its logins */
  readonly n: number;
  readonly name: string;
  readonly city: string;
  readonly stands: Stands;
  /** plays 2024 and 2025 to their end before */
  readonly before?: true;
  /** where its secretaries begin in the row of qualities, so that counties differ */
  readonly shift: number;
  /** share of the ledger, of ten, that is dealt with in time */
  readonly diligence: number;
  readonly days: OwnDays;
};

const CITY = ['中共澜阳市委员会', '中共桢州市委员会', '中共岚渡市委员会'] as const;
const on = (opens: string, due: string): { opens: string; due: string } => ({ opens: `2026-${opens}`, due: `2026-${due}` });

/** Days of a county that begins at once and hears its secretaries in the middle of November. */
const early = (vetting: string, meeting: string, grading: string, publicity: string, feedback: string, rectification: { opens: string; due: string }): OwnDays => ({
  research: on('11-01', '11-03'), reporting: on('11-03', '11-06'), vetting: on('11-05', vetting), meeting: on(meeting, meeting), grading: on(grading, grading), publicity: on(publicity, feedback), feedback: on(feedback, rectification.opens.slice(5)), rectification,
});

/** The counties besides the first one, which is played by itself as far as its meeting; on the last day each stands at another stage, one has not opened its year. */
export const COUNTY_PLANS: readonly CountyPlan[] = [
  { n: 2, name: '中共栎川县委员会', city: CITY[0], stands: 'feedback', before: true, shift: 40, diligence: 8, days: early('11-14', '11-16', '11-18', '11-20', '12-04', on('12-12', '12-31')) },
  { n: 3, name: '中共鹭汀区委员会', city: CITY[0], stands: 'vetting', shift: 75, diligence: 7, days: {} },
  { n: 4, name: '中共汐原县委员会', city: CITY[0], stands: 'reporting', shift: 110, diligence: 6, days: { research: { due: '2026-11-24' }, reporting: on('11-24', '12-12'), vetting: on('12-12', '12-20'), meeting: on('12-21', '12-28') } },
  { n: 5, name: '中共槿溪县委员会', city: CITY[1], stands: 'rectification', before: true, shift: 150, diligence: 9, days: early('11-10', '11-11', '11-12', '11-13', '11-26', { opens: '2026-11-28', due: '2027-06-30' }) },
  { n: 6, name: '中共岫岭县委员会', city: CITY[1], stands: 'research', shift: 190, diligence: 5, days: { research: { due: '2026-12-14' }, reporting: on('12-12', '12-20'), vetting: on('12-16', '12-24'), meeting: on('12-25', '12-31') } },
  { n: 7, name: '中共荻浦区委员会', city: CITY[1], stands: 'grading', shift: 225, diligence: 8, days: { vetting: { due: '2026-12-02' }, meeting: on('12-04', '12-06'), grading: on('12-07', '12-15') } },
  { n: 8, name: '中共蒹河县委员会', city: CITY[1], stands: 'unopened', shift: 0, diligence: 0, days: {} },
  { n: 9, name: '中共黛川县委员会', city: CITY[2], stands: 'publicity', before: true, shift: 270, diligence: 6, days: early('11-20', '11-24', '11-27', '12-07', '12-20', on('12-22', '12-31')) },
  { n: 10, name: '中共簌泉区委员会', city: CITY[2], stands: 'archive', shift: 310, diligence: 10, days: { ...early('11-08', '11-09', '11-10', '11-11', '11-24', on('11-25', '12-07')), archive: on('12-08', '12-10') } },
  { n: 11, name: '中共榆汊县委员会', city: CITY[2], stands: 'planning', shift: 0, diligence: 0, days: {} },
  { n: 12, name: '中共澹原县委员会', city: CITY[2], stands: 'sealed', shift: 345, diligence: 7, days: { vetting: { due: '2026-12-05' }, meeting: on('12-08', '12-12') } },
];

export const CITIES = CITY;
/** Played by itself before the others. */
export const FIRST_COUNTY = '中共桐坞县委员会';

/** Those of the five groups who come to a county's meeting: as few as a secret vote needs, so that it is soon held. */
export const PRESENT: Heads = { standing: 5, leading_units: 5, peers: 5, delegates: 5, masses: 5 };

/** Those who should come; the less diligent the county, the more stay away. */
export const dueOf = ({ diligence }: CountyPlan): Heads => ({ ...PRESENT, leading_units: 5 + (diligence < 9 ? 1 : 0), delegates: 5 + (diligence < 8 ? 1 : 0), masses: 5 + (diligence < 7 ? 2 : diligence < 10 ? 1 : 0) });

/** The last day on which the year may be opened by the province's order. */
export const OPEN_BY = '2026-11-20';
