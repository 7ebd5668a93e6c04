import { TOLERANCE_DECIDERS } from '@shuping/scheme';
import type { Scheme, SchemeReviewLike } from './shapes.ts';
import { row, type Field, type Group, type Row, type Words } from './rows.ts';

type Value = Exclude<Field, { kind: 'words' }>;
const number = (path: string, value: number | null, unit?: string): Value => ({ kind: 'number', path, value, ...(unit === undefined ? {} : { unit }) });
const percent = (path: string, value: number): Value => ({ kind: 'number', path, value, percent: true, unit: '%' });

function choice(path: string, value: string | boolean, options: readonly (readonly [id: string, words: string, value?: unknown])[]): Value {
  return { kind: 'choice', path, value: String(value), options: options.map(([id, words, given]) => ({ id, words, value: given === undefined ? id : given })) };
}
const flag = (path: string, value: boolean, words: Words): Value => choice(path, value, [['true', words.t('schemes.yes'), true], ['false', words.t('schemes.no'), false]]);
const valueRow = (title: string, field: Value, more: Partial<Row> = {}): Row => row({ key: field.path, title, path: field.path, field, ...more });

/** 评议主体: who rates, how many at least, what happens when they are few. */
export function groupGroups(scheme: Scheme, words: Words): Group[] {
  const rows = scheme.groups.flatMap((group) => {
    const path = `groups/${group.id}`;
    const small = group.small.rule === 'merge' ? group.small.into : '';
    const others = scheme.groups.filter((one) => one.id !== group.id);
    return [
      row({ key: path, title: words.text(group.title), titlePath: `${path}/title`, note: words.text(group.selector), path, member: path, parent: true, field: { kind: 'words', words: '' } }),
      valueRow(words.t('schemes.row.minHeads'), number(`${path}/minHeads`, group.minHeads), { depth: 1 }),
      valueRow(words.t('schemes.row.small'), choice(`${path}/small`, small, [
        ['', words.t('schemes.small.named'), { rule: 'named' }],
        ...others.map((one) => [one.id, words.t('schemes.small.merge', { group: words.text(one.title) }), { rule: 'merge', into: one.id }] as const),
      ]), { depth: 1 }),
    ];
  });
  return [{ key: 'groups', title: words.t('schemes.tab.groups'), note: words.t('schemes.group.groups.note'), rows }];
}

/** 测评票: items with their scale, options with their points. */
export function ballotGroups(scheme: Scheme, words: Words): Group[] {
  const ballots = scheme.ballots.map((ballot): Group => ({
    key: ballot.id, title: words.text(ballot.title), note: words.t('schemes.group.ballot.note', { count: ballot.items.length }),
    rows: [
      ...ballot.items.map((item) => {
        const path = `ballots/${ballot.id}/items/${item.id}`;
        return row({
          key: path, title: words.text(item.title), titlePath: `${path}/title`, note: words.t('schemes.row.required'), path: `${path}/required`, member: path, field: flag(`${path}/required`, item.required, words),
        });
      }),
      valueRow(words.t('schemes.row.remarks'), flag(`ballots/${ballot.id}/remarks`, ballot.remarks, words)),
    ],
  }));
  const scales = scheme.scales.map((scale): Group => ({
    key: `scale-${scale.id}`, title: words.t('schemes.group.scale'),
    note: scaleNote(scheme, scale.id, words),
    rows: scale.options.map((option) => {
      const path = `scales/${scale.id}/options/${option.id}`;
      return valueRow(words.text(option.title), number(`${path}/points`, option.points), { titlePath: `${path}/title`, note: words.t('schemes.row.points'), member: path });
    }),
  }));
  return [...ballots, ...scales];
}

/** What a scale is used for. */
function scaleNote(scheme: Scheme, scale: string, words: Words): string {
  const items = scheme.ballots.flatMap((ballot) => ballot.items.filter((item) => item.scale === scale).map((item) => words.text(item.title)));
  return items.length > 0 ? words.t('schemes.group.scale.of', { items: items.join(words.t('schemes.comma')) }) : words.t('schemes.group.scale.unused');
}

/** 等次与名额: bands, quotas, gates, vetoes. */
export function gradingGroups(scheme: Scheme, words: Words): Group[] {
  const { grades, bands, quotas, gates, vetoes } = scheme.grading;
  const grade = (id: string): string => words.text(grades.find((one) => one.id === id)?.title ?? { text: id });
  return [
    {
      key: 'bands', title: words.t('schemes.group.bands'),
      rows: bands.map((band) => row({
        key: `grading/bands/${band.id}/from`, title: grade(band.id), titlePath: `grading/grades/${band.id}/title`, note: words.t(band.from === null ? 'schemes.row.bandRest' : band.inclusive ? 'schemes.row.bandFrom' : 'schemes.row.bandAbove'),
        path: `grading/bands/${band.id}/from`, field: band.from === null ? null : number(`grading/bands/${band.id}/from`, band.from),
      })),
    },
    {
      key: 'quotas', title: words.t('schemes.group.quotas'),
      rows: quotas.flatMap((quota) => {
        const path = `grading/quotas/${quota.id}`;
        return [
          row({ key: `${path}/share`, title: words.text(quota.title), titlePath: `${path}/title`, note: words.t(`schemes.quota.${quota.kind}`), path: `${path}/share`, member: path, field: percent(`${path}/share`, quota.share) }),
          valueRow(words.t('schemes.row.rounding'), choice(`${path}/rounding`, quota.rounding, (['down', 'up', 'half_up'] as const).map((id) => [id, words.t(`schemes.rounding.${id}`)])), { depth: 1 }),
          valueRow(words.t('schemes.row.strictness'), choice(`${path}/strictness`, quota.strictness, (['must', 'principle'] as const).map((id) => [id, words.t(`schemes.strictness.${id}`)])), { depth: 1 }),
        ];
      }),
    },
    {
      key: 'gates', title: words.t('schemes.group.gates'),
      rows: [
        ...gates.map((gate) => row({
          key: `grading/gates/${gate.id}`, title: words.text(gate.title), titlePath: `grading/gates/${gate.id}/title`, note: words.t('schemes.row.gate', { grade: grade(gate.grade), otherwise: grade(gate.otherwise) }), path: `grading/gates/${gate.id}`, member: `grading/gates/${gate.id}`,
          field: gate.requires.kind === 'compare' ? number(`grading/gates/${gate.id}/requires/right`, gate.requires.right) : null,
        })),
        ...vetoes.map((veto) => row({ key: `grading/vetoes/${veto.id}`, title: words.text(veto.title), titlePath: `grading/vetoes/${veto.id}/title`, note: words.t('schemes.row.veto', { grade: grade(veto.grade) }), path: `grading/vetoes/${veto.id}`, member: `grading/vetoes/${veto.id}` })),
      ],
    },
  ];
}

/** 报告规则: sections and checks. */
export function reportGroups(scheme: Scheme, words: Words): Group[] {
  const { sections, checks, publishedDays } = scheme.report;
  return [
    {
      key: 'sections', title: words.t('schemes.group.sections'),
      rows: [
        ...sections.map((section) => {
          const path = `report/sections/${section.id}`;
          return row({ key: path, title: words.text(section.title), titlePath: `${path}/title`, note: words.id('section', section.kind), path: `${path}/required`, member: path, field: choice(`${path}/required`, section.required, [['true', words.t('schemes.required'), true], ['false', words.t('schemes.optional'), false]]) });
        }),
        valueRow(words.t('schemes.row.publishedDays'), number('report/publishedDays', publishedDays, words.t('schemes.unit.days'))),
      ],
    },
    {
      key: 'checks', title: words.t('schemes.group.checks'),
      rows: checks.flatMap((check) => {
        const path = `report/checks/${check.id}`;
        return [
          row({ key: path, title: words.id('check', check.check.split('@')[0]!), path: `${path}/level`, member: path, field: choice(`${path}/level`, check.level, (['block', 'advise'] as const).map((id) => [id, words.t(`schemes.level.${id}`)])) }),
          ...Object.entries(check.params).map(([name, value]) => typeof value === 'number'
            ? valueRow(words.id('param', name), number(`${path}/params/${name}`, value), { depth: 1 })
            : row({ key: `${path}/params/${name}`, title: words.id('param', name), depth: 1, path: `${path}/params/${name}`, field: { kind: 'words', words: String(value) } })),
        ];
      }),
    },
  ];
}

/** 把关: the vetting chain and the meeting. */
export function vettingGroups(scheme: Scheme, words: Words): Group[] {
  const { meeting } = scheme;
  const days = words.t('schemes.unit.days');
  return [
    {
      key: 'vetting', title: words.t('schemes.group.vetting'),
      rows: scheme.vetting.map((step) => valueRow(words.text(step.title), number(`vetting/${step.id}/days`, step.days, days), { titlePath: `vetting/${step.id}/title`, note: words.id('role', step.role), member: `vetting/${step.id}` })),
    },
    {
      key: 'meeting', title: words.t('schemes.group.meeting'),
      rows: [
        valueRow(words.t('schemes.row.mode'), choice('meeting/mode', meeting.mode, (['stage', 'written'] as const).map((id) => [id, words.t(`schemes.mode.${id}`)]))),
        valueRow(words.t('schemes.row.order'), choice('meeting/order', meeting.order, (['lot', 'listed'] as const).map((id) => [id, words.t(`schemes.order.${id}`)]))),
        valueRow(words.t('schemes.row.minutes'), number('meeting/minutes', meeting.minutes, words.t('schemes.unit.minutes'))),
        valueRow(words.t('schemes.row.quorum'), percent('meeting/quorum', meeting.quorum)),
        valueRow(words.t('schemes.row.comment'), flag('meeting/comment/required', meeting.comment.required, words), { note: words.id('role', meeting.comment.role) }),
      ],
    },
  ];
}

/** 结果运用: what follows a grade, publicity, appeal, rectification. */
export function resultGroups(scheme: Scheme, words: Words): Group[] {
  const { rectification } = scheme;
  const days = words.t('schemes.unit.days');
  const grade = (id: string): string => words.text(scheme.grading.grades.find((one) => one.id === id)?.title ?? { text: id });
  return [
    {
      key: 'after', title: words.t('schemes.group.after'),
      rows: [
        valueRow(words.t('schemes.row.minMonths'), number('minMonthsInPost', scheme.minMonthsInPost, words.t('schemes.unit.months'))),
        valueRow(words.t('schemes.row.publicity'), number('publicity/days', scheme.publicity.days, days)),
        valueRow(words.t('schemes.row.workingDays'), flag('publicity/workingDays', scheme.publicity.workingDays, words)),
        valueRow(words.t('schemes.row.appeal'), number('appeal/days', scheme.appeal.days, days)),
      ],
    },
    {
      key: 'results', title: words.t('schemes.group.results'),
      rows: scheme.results.map((rule) => {
        const path = `results/${rule.id}`;
        return row({ key: path, title: words.text(rule.title), titlePath: `${path}/title`, note: rule.grades.map(grade).join(words.t('schemes.comma')), path: rule.withinDays === undefined ? path : `${path}/withinDays`, member: path, field: rule.withinDays === undefined ? null : number(`${path}/withinDays`, rule.withinDays, days) });
      }),
    },
    ...toleranceGroup(scheme, words),
    {
      key: 'rectification', title: words.t('schemes.group.rectification'),
      rows: [
        ...(['now', 'limited', 'long'] as const).map((id) => valueRow(words.t(`schemes.rectify.${id}`), number(`rectification/days/${id}`, rectification.days[id], days))),
        valueRow(words.t('schemes.row.listWithin'), number('rectification/listWithinDays', rectification.listWithinDays, days)),
        valueRow(words.t('schemes.row.circular'), number('rectification/circularEveryDays', rectification.circularEveryDays, days)),
        valueRow(words.t('schemes.row.spotCheck'), percent('rectification/spotCheckShare', rectification.spotCheckShare)),
        valueRow(words.t('schemes.row.spotCheckAfter'), number('rectification/spotCheckAfterDays', rectification.spotCheckAfterDays ?? 90, days)),
        valueRow(words.t('schemes.row.satisfaction'), flag('rectification/satisfaction', rectification.satisfaction, words)),
      ],
    },
  ];
}

/** 日历: earliest start and last day of each stage. */
export function calendarGroups(scheme: Scheme, words: Words): Group[] {
  const rows = scheme.calendar.flatMap((entry) => (['opens', 'due'] as const).map((end) => {
    const path = `calendar/${entry.id}/${end}`;
    return row({ key: path, depth: end === 'due' ? 1 : 0, title: end === 'opens' ? words.id('stage', entry.id) : words.t('schemes.row.due'), note: end === 'opens' ? words.t('schemes.row.opens') : '', path, field: { kind: 'day', path, ...entry[end] } });
  }));
  return [{ key: 'calendar', title: words.t('schemes.tab.calendar'), note: words.t('schemes.group.calendar.note'), rows }];
}

/** 样例: what each worked example states, and what the rules make of it. */
export function exampleGroups(scheme: Scheme, words: Words, review: SchemeReviewLike | undefined): Group[] {
  const grade = (id: string | null): string => (id === null ? words.t('schemes.held') : words.text(scheme.grading.grades.find((one) => one.id === id)?.title ?? { text: id }));
  return [{
    key: 'examples', title: words.t('schemes.tab.examples'), note: words.t('schemes.group.examples.note'),
    rows: scheme.examples.map((example) => {
      const path = `examples/${example.id}`;
      const wrong = review?.problems.filter((one) => one.path.startsWith(`${path}/`)) ?? [];
      const computed = wrong.find((one) => one.path === `${path}/expect/score`)?.params?.['computed'];
      return row({
        key: path, title: words.text(example.title), titlePath: `${path}/title`, note: grade(example.expect.grade), path: `${path}/expect`, member: path,
        field: { kind: 'words', words: example.expect.score ?? words.t('schemes.held') },
        flags: wrong.length > 0 ? [{ tone: 'red', words: computed === undefined ? words.t('schemes.flag.example') : words.t('schemes.flag.exampleScore', { computed }) }] : [],
      });
    }),
  }];
}

/** 容错纠错: the grounds, by when, who decides. */
function toleranceGroup({ tolerance }: Scheme, words: Words): Group[] {
  if (!tolerance) return [];
  const days = words.t('schemes.unit.days');
  return [{
    key: 'tolerance', title: words.t('schemes.group.tolerance'),
    rows: [
      ...tolerance.grounds.map((ground) => row({ key: `tolerance/grounds/${ground.id}`, title: words.text(ground.title), titlePath: `tolerance/grounds/${ground.id}/title`, note: ground.meaning ? words.text(ground.meaning) : '', path: `tolerance/grounds/${ground.id}`, member: `tolerance/grounds/${ground.id}` })),
      valueRow(words.t('schemes.tolerance.file'), number('tolerance/fileDays', tolerance.fileDays, days)),
      valueRow(words.t('schemes.tolerance.opinion'), number('tolerance/opinionDays', tolerance.opinionDays, days)),
      valueRow(words.t('schemes.tolerance.decision'), number('tolerance/decisionDays', tolerance.decisionDays, days)),
      valueRow(words.t('schemes.tolerance.decides'), choice('tolerance/decides', tolerance.decides, TOLERANCE_DECIDERS.map((id) => [id, words.id('role', id)]))),
    ],
  }];
}
