import type { Scheme, ScoreNode } from '@shuping/scheme';
import type { ProfileField } from '../manifest.schema.ts';
import { WORD_HEADINGS } from './words.ts';

type Key = (name: string) => { key: string };
type Question = Scheme['questions'][number];
type Section = Scheme['report']['sections'][number];
type SheetItem = Extract<ScoreNode, { kind: 'indicator_sheet' }>['items'][number];
type TallyItems = Extract<ScoreNode, { kind: 'tally' }>['items'];

/**
 * Writers of scheme members whose words lie in the sector's catalogues under the usual keys: `q.<id>` and `q.<id>.guidance`, `section.<id>` and `.hint`,
 * `group.<id>` and `.selector`, `option.<scale>.<id>` and `.anchor`, `node.<id>`, `vetting.<id>`, `grade.<id>`, `result.<id>`, `fact.<id>`, `profile.<id>`, `unit.<unit>`.
 */
export function schemeWriters(t: Key) {
  return { ...contentWriters(t), ...scoreWriters(t), ...recordWriters(t) };
}

function contentWriters(t: Key) {
  const question = (id: string, kind: Question['kind'], source: string): Question => ({ id, kind, title: t(`q.${id}`), guidance: t(`q.${id}.guidance`), source });
  const section = (id: string, kind: Section['kind'], titles: string[]): Section => ({ id, kind, title: t(`section.${id}`), hint: t(`section.${id}.hint`), required: true, titles });
  return {
    asked: (id: string, kind: 'must_report' | 'must_answer' | 'shared', source: string): Question => question(id, kind, source),
    indicator: (id: string, owner: string, source: string): Question => ({ ...question(id, 'indicator', source), owner }),
    event: (id: string, kind: 'bonus' | 'deduction', [min, max]: readonly [number, number], owner: string, source: string): Question => ({ ...question(id, kind, source), owner, points: { min, max } }),
    stopper: (id: string, owner: string, source: string): Question => ({ ...question(id, 'veto', source), owner }),
    /** A section that every sector has, found in Word files under the usual headings. */
    section: (kind: keyof typeof WORD_HEADINGS): Section => section(kind.replace('_', '-'), kind, WORD_HEADINGS[kind]),
    /** The section that answers a 必答题. */
    answer: (questionId: string, titles: string[]): Section => ({ ...section(`answer-${questionId.replaceAll('_', '-')}`, 'answer', titles), question: questionId }),
    group: (id: string, minHeads: number, ballot: string, small: Scheme['groups'][number]['small']): Scheme['groups'][number] => ({ id, title: t(`group.${id}`), selector: t(`group.${id}.selector`), minHeads, ballot, small }),
    scale: (id: string, points: Readonly<Record<string, number>>): Scheme['scales'][number] => ({
      id, options: Object.entries(points).map(([option, value]) => ({ id: option, title: t(`option.${id}.${option}`), points: value, anchor: t(`option.${id}.${option}.anchor`) })),
    }),
  };
}

function scoreWriters(t: Key) {
  const base = <Kind extends ScoreNode['kind']>(kind: Kind, id: string) => ({ kind, id, title: t(`node.${id}`), level: 'assessee' as const });
  return {
    item: (id: string, max: number, deduction: SheetItem['deduction']): SheetItem => ({ id, title: t(`q.${id}`), max, deduction, question: id }),
    /** Marks of one group, as node `tally_<group>`, divided by valid marks. */
    tallyOf: (group: string, ballot: string, items: TallyItems): ScoreNode => ({ ...base('tally', `tally_${group}`), title: t(`group.${group}`), group, ballot, items, divisor: 'valid' }),
    /** A mark out of 100 that somebody gives. */
    entered: (id: string, owner: string, evidence: 'none' | 'optional' | 'required'): ScoreNode => ({ ...base('officer_input', id), min: 0, max: 100, owner, evidence }),
    /** A result out of 100 that another appraisal has reached. */
    takenOver: (id: string, owner: string, source: string): ScoreNode => ({ ...base('external', id), min: 0, max: 100, owner, source }),
    sheet: (id: string, owner: string, items: SheetItem[]): ScoreNode => ({ ...base('indicator_sheet', id), owner, items }),
    sum: (id: string, inputs: Extract<ScoreNode, { kind: 'weighted_sum' }>['inputs']): ScoreNode => ({ ...base('weighted_sum', id), total: 100, inputs }),
    mean: (id: string, inputs: readonly string[], atLeast: number): ScoreNode => ({ ...base('statistic', id), measure: 'mean', inputs: inputs.map((input) => ({ id: input })), drop: { highest: 0, lowest: 0 }, atLeast }),
    account: (id: string, questions: string[], sign: 'plus' | 'minus', cap?: number): ScoreNode => ({ ...base('events', id), questions, sign, perMatter: 'highest', ...(cap === undefined ? {} : { cap }) }),
    /** 0 to 100 with two decimals, half up. */
    composite: (id: string, of: string, accounts: string[]): ScoreNode => ({ ...base('adjusted', id), base: of, accounts, min: 0, max: 100, round: { digits: 2, mode: 'half_up' } }),
  };
}

function recordWriters(t: Key) {
  return {
    grade: (id: string): Scheme['grading']['grades'][number] => ({ id, title: t(`grade.${id}`) }),
    step: (id: string, role: string, days: number): Scheme['vetting'][number] => ({ id, title: t(`vetting.${id}`), role, days }),
    outcome: (id: string, grades: string[], action: Scheme['results'][number]['action'], who: { role?: string; withinDays?: number } = {}): Scheme['results'][number] => ({ id, title: t(`result.${id}`), grades, action, ...who }),
    /** An act that follows only where each of the last `years` years, this one the last, gave one of the grades (R54). */
    repeated: (id: string, grades: string[], years: number, action: Scheme['results'][number]['action'], more: Pick<Scheme['results'][number], 'role' | 'withinDays' | 'effect'>): Scheme['results'][number] => ({ id, title: t(`result.${id}`), grades, action, memory: { years, grades, marks: [] }, ...more }),
    fact: (id: string, type: 'number' | 'text' | 'boolean', source: string): Scheme['facts'][number] => ({ id, title: t(`fact.${id}`), type, ...(type === 'number' ? { unit: t(`fact.${id}.unit`) } : {}), source }),
    field: (id: string, type: ProfileField['type'], unit?: string): ProfileField => ({ id, title: t(`profile.${id}`), type, ...(unit === undefined ? {} : { unit: t(`unit.${unit}`) }) }),
    duties: (ids: readonly string[]) => ids.map((id) => ({ id, title: t(`role.${id}`) })),
  };
}
