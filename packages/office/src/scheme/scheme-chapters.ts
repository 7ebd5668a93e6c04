import { K_ANONYMITY, QUESTION_KINDS, type Scheme } from '@shuping/scheme';
import type { Block } from '../writing/blocks.ts';
import { nodeSentence } from './node-sentences.ts';
import type { SchemeWords } from './scheme-words.ts';

type Chapter = (scheme: Scheme, w: SchemeWords) => Block[];
const p = (text: string): Block => ({ kind: 'p', text });
const table = (header: readonly string[], rows: readonly (readonly string[])[], widths?: readonly number[]): Block => ({ kind: 'table', header, rows, ...(widths ? { widths } : {}) });

export const generalChapter: Chapter = (s, w) => {
  const sources = [...new Set(s.questions.flatMap((q) => (q.source ?? '').split(/[,，、;；]\s*/)).filter((one) => one !== ''))];
  return [
    p(w.t('general.scope', { posts: w.join(s.posts) })),
    ...(sources.length > 0 ? [p(w.t('general.sources', { sources: sources.join(w.t('semicolon')) }))] : []),
    p(w.t('general.exact', { digits: s.score.digits })),
    ...(s.calendar.length > 0 ? [p(w.t('general.lines', { annex: 1 }))] : []),
  ];
};

export const objectChapter: Chapter = (s, w) => [
  p(w.t('object.posts', { posts: w.join(s.posts) })),
  ...(s.minMonthsInPost > 0 ? [p(w.t('object.months', { months: s.minMonthsInPost }))] : []),
  ...(s.facts.length > 0 ? [p(w.t('object.facts')), table([w.t('fact.title'), w.t('fact.type'), w.t('fact.source')], s.facts.map((f) => [w.ref(f.title), w.t(`fact.${f.type}`), f.source]))] : []),
];

export const contentChapter: Chapter = (s, w) => {
  const rows = [...s.questions].sort((a, b) => QUESTION_KINDS.indexOf(a.kind) - QUESTION_KINDS.indexOf(b.kind)).map((q, i) => [
    String(i + 1), w.t(`kind.${q.kind}`), q.parent ? `${w.name('question', q.parent)} / ${w.ref(q.title)}` : w.ref(q.title), q.guidance ? w.ref(q.guidance) : '', q.points ? w.t('question.range', q.points) : '',
  ]);
  const scored = rows.some((row) => row[4] !== '');
  const header = ['n', 'kind', 'title', 'guidance', ...(scored ? ['points'] : [])].map((key) => w.t(`question.${key}`));
  return [p(w.t('content.intro', { count: s.questions.length })), table(header, rows.map((row) => row.slice(0, header.length)), scored ? [3, 4, 8, 11, 3] : [3, 4, 8, 14])];
};

export const reportChapter: Chapter = (s, w) => {
  const checks = (level: 'block' | 'advise'): string => w.join([...new Set(s.report.checks.filter((c) => c.level === level).map((c) => w.check(c.check)))]) || w.t('none');
  return [
    p(w.t('report.intro')),
    table(['title', 'hint', 'question', 'required'].map((key) => w.t(`section.${key}`)), s.report.sections.map((one) => [w.ref(one.title), one.hint ? w.ref(one.hint) : '', one.question ? w.name('question', one.question) : '', w.t(one.required ? 'yes' : 'no')]), [6, 12, 7, 3]),
    ...(s.report.checks.length > 0 ? [p(w.t('report.checks', { block: checks('block'), advise: checks('advise') }))] : []),
    p(s.report.publishedDays > 0 ? w.t('report.published', { days: s.report.publishedDays }) : w.t('report.unpublished')),
  ];
};

export const vettingChapter: Chapter = (s, w) => [{ kind: 'list', items: s.vetting.map((step) => w.t('vetting.step', { title: w.ref(step.title), role: w.role(step.role), days: step.days })) }];

export const meetingChapter: Chapter = (s, w) => [
  p([
    s.meeting.mode === 'stage' ? w.t('meeting.stage', { minutes: s.meeting.minutes, order: w.t(`order.${s.meeting.order}`) }) : w.t('meeting.written'),
    w.t(s.meeting.comment.required ? 'meeting.comment' : 'meeting.no_comment', { role: w.role(s.meeting.comment.role) }),
    w.t('meeting.quorum', { share: w.percent(s.meeting.quorum) }),
  ].join('')),
  p(w.t('meeting.groups')),
  table(
    [w.t('group.title'), w.t('group.selector'), w.t('group.heads'), w.t('group.ballot'), w.t('group.small', { k: K_ANONYMITY })],
    s.groups.map((g) => [w.ref(g.title), w.ref(g.selector), String(g.minHeads), w.name('ballot', g.ballot), g.small.rule === 'merge' ? w.t('small.merge', { group: w.name('group', g.small.into) }) : w.t('small.named')]),
    [5, 8, 4, 5, 6],
  ),
  p(w.t('meeting.scales')),
  ...s.scales.map((scale) => {
    if (scale.range) return p(w.t('scale.range', { ...scale.range }));
    const anchored = scale.options.some((o) => o.anchor);
    return table([w.t('scale.option'), w.t('scale.points'), ...(anchored ? [w.t('scale.anchor')] : [])], scale.options.map((o) => [w.ref(o.title), String(o.points), ...(anchored ? [o.anchor ? w.ref(o.anchor) : ''] : [])]), anchored ? [4, 3, 21] : [10, 10]);
  }),
  ...s.ballots.flatMap((ballot) => [
    p(w.t('meeting.ballot', { ballot: w.ref(ballot.title), remarks: ballot.remarks ? w.t('ballot.remarks') : '' })),
    table([w.t('item.title'), w.t('item.scale'), w.t('item.required')], ballot.items.map((item) => [w.ref(item.title), scaleWords(s, item.scale, w), w.t(item.required ? 'yes' : 'no')]), [14, 10, 4]),
  ]),
];

export const scoreChapter: Chapter = (s, w) => {
  const blocks: Block[] = [p(w.t('score.intro', { root: w.name('node', s.score.root) })), { kind: 'list', items: s.score.nodes.map((node) => w.t('titled', { title: w.ref(node.title), text: nodeSentence(node, w) })) }];
  for (const node of s.score.nodes) {
    if (node.kind !== 'weighted_sum') continue;
    blocks.push(p(w.t('score.weights', { node: w.ref(node.title) })), table([w.t('part.title'), w.t('part.weight'), w.t('part.absence')], node.inputs.map(({ id, weight, absence }) => [
      w.name('node', id), w.percent(weight / node.total),
      absence ? w.t(`absence.${absence.rule}`, { node: absence.rule === 'fallback' ? w.name('node', absence.node) : '', into: absence.rule === 'merge' ? w.name('node', absence.into) : '' }) : w.t('absence.undeclared'),
    ])));
  }
  return blocks;
};

export const resultsChapter: Chapter = (s, w) => [
  p(s.publicity.days > 0 ? w.t('results.publicity', { days: s.publicity.days, unit: w.t(s.publicity.workingDays ? 'days.working' : 'days.calendar') }) : w.t('results.no_publicity')),
  ...(s.appeal.days > 0 ? [p(w.t('results.appeal', { days: s.appeal.days }))] : []),
  ...(s.tolerance ? [p(w.t('results.tolerance', { opinion: s.tolerance.opinionDays, decision: s.tolerance.decisionDays, role: w.role(s.tolerance.decides) })), { kind: 'list' as const, items: s.tolerance.grounds.map((ground) => (ground.meaning ? w.t('titled', { title: w.ref(ground.title), text: w.ref(ground.meaning) }) : w.ref(ground.title))) }] : []),
  ...(s.results.length === 0 ? [] : [
    p(w.t('results.intro')),
    table(['title', 'grades', 'action', 'role', 'days'].map((key) => w.t(`use.${key}`)), s.results.map((r) => [
      w.ref(r.title), w.join([w.list('grade', r.grades), w.list('outcome', r.outcomes ?? []), w.list('mark', r.marks ?? [])]), w.t(`action.${r.action}`), r.role ? w.role(r.role) : '', r.withinDays === undefined ? '' : w.t('use.within', { days: r.withinDays }),
    ]), [8, 6, 5, 5, 4]),
  ]),
];

export const rectificationChapter: Chapter = ({ rectification: r }, w) => [
  p([
    w.t('rect.list', { days: r.listWithinDays }), w.t('rect.days', r.days), w.t('rect.circular', { days: r.circularEveryDays }),
    r.spotCheckShare > 0 ? w.t('rect.spot', { share: w.percent(r.spotCheckShare), days: r.spotCheckAfterDays ?? 90 }) : '', r.satisfaction ? w.t('rect.satisfaction') : '',
  ].filter((one) => one !== '').join('')),
];

/** What an item is marked with: the names of its options, or the bounds of its number. */
function scaleWords(s: Scheme, id: string, w: SchemeWords): string {
  const scale = s.scales.find((one) => one.id === id);
  return scale?.range ? w.t('scale.range', { ...scale.range }) : w.join((scale?.options ?? []).map((o) => w.ref(o.title)));
}
