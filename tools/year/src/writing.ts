import { REPORTS, type FixtureText } from '@shuping/fixtures/reports';

export type Form = { readonly sections: readonly { readonly id: string; readonly kind: string; readonly question?: string; readonly required: boolean }[] };
export type SectionText = { id: string; text: string };
export type Finding = { readonly check: string; readonly level: string; readonly code: string; readonly sectionId?: string; readonly start?: number; readonly end?: number };

/** The corpus report of a secretary, as it came in from Word; null where the host has no corpus. */
export function corpusReport(index: number): { author: string; branch: string; text: FixtureText } | null {
  const report = REPORTS[index];
  return report ? { author: report.author, branch: report.branch, text: report.report } : null;
}

const PROBLEMS = [
  ['我对倒班同志的组织生活抓得不细，全年有6次补学只让人签了字', '我把出勤当成了效果，没有逐人问学到了什么', '从下月起我每月与2名倒班党员当面交流，补学当场问三个问题并记入台账'],
  ['我联系群众不够主动，全年只到病区听意见4次', '我把听意见看成节前节后的事，没有排进每周日程', '我每周三上午固定到病区一小时，意见当天记、三天内回复'],
  ['我对青年骨干压担子不够，3名培养对象只有1人独立牵头过项目', '我怕出差错，关键环节总想自己兜着', '我给另外2名培养对象各定一个项目，6月底前由本人汇报进展'],
] as const;
const ORDER = ['一是', '二是', '三是'];

/** A complete plain report of a branch secretary in first person, for a form without corpus text; differs by person and year. */
export function plainReport(form: Form, name: string, unit: string, seed: number, year: number): SectionText[] {
  const chosen = [PROBLEMS[seed % 3]!, PROBLEMS[(seed + 1) % 3]!];
  const number = 3 + (seed % 5);
  const byKind: Record<string, string> = {
    achievements: `${year}年，我带头讲党课${number}次，到科室听意见${number + 6}次，解决排班冲突${number + 1}件。比如在${unit}，我用两个月把交班与组织生活合在一起开，参加率由七成提高到九成五。`,
    carry_over: `去年查摆的两个问题，我逐条对账：第一条已于5月办结，群众满意度测评为${90 + (seed % 8)}分；第二条完成了八成，余下部分已排进今年计划，由我本人负责。`,
    problems: chosen.map((p, i) => `${ORDER[i]}${p[0]}。`).join('\n'),
    causes: chosen.map((p, i) => `${ORDER[i]}${p[1]}。`).join('\n'),
    measures: chosen.map((p, i) => `${ORDER[i]}${p[2]}。`).join('\n'),
    commitments: chosen.map((_, i) => `${ORDER[i]}我承诺${['每季度向全体党员公开一次整改进度', '上述措施在9月底前全部落地，由支部大会评议'][i]}。`).join('\n'),
    free: `我和支委分头走访了${number + 4}名同志，到现场看了${number}处，听到最多的是排班和学习时间的冲突。`,
  };
  return form.sections.map((section) => ({
    id: section.id,
    text: section.kind === 'answer'
      ? `这道题我按做过的事来答。今年我牵头排出${number + 8}名党员的出勤表，把学习时间固定在交接班后的半小时，我自己到场${number + 5}次；对外派的${number}名同志，我每月打一次电话、每季度去一次现场。到11月，组织生活应到${(number + 8) * 10}人次，实到${(number + 8) * 10 - 6}人次。${name}在支部大会上报告了结果，党员当场评议为满意${number + 7}票、较满意1票。`
      : (byKind[section.kind] ?? byKind['free']!),
  }));
}

/** Mends what blocks a report, as its author would: cuts what is too long or boasts, adds the missing measure, answers what was put off. */
export function mend(sections: readonly SectionText[], form: Form, findings: readonly Finding[]): SectionText[] {
  const kindOf = (id: string | undefined): string => form.sections.find((s) => s.id === id)?.kind ?? '';
  let next = sections.map((s) => ({ ...s }));
  const section = (kind: string): SectionText | undefined => next.find((s) => kindOf(s.id) === kind);
  for (const finding of findings.filter((f) => f.level === 'block')) {
    if (finding.code === 'over-limit' || finding.code === 'share-exceeded') {
      const long = section('achievements');
      if (long) long.text = withoutLast(long.text, finding.code === 'over-limit' ? 3 : 4);
    } else if (finding.code === 'problem-without-measure' || finding.code === 'problem-without-cause') {
      const at = section(finding.code === 'problem-without-measure' ? 'measures' : 'causes');
      const quoted = next.find((s) => s.id === finding.sectionId)?.text.slice(finding.start, finding.end) ?? '';
      const topic = quoted.replace(/^[一二三四五六七八九十]+是/, '').replace(/[。；]$/, '').slice(0, 40);
      if (at) at.text += finding.code === 'problem-without-measure' ? `\n${nextOrdinal(at.text)}针对${topic}，我每月核对一次，明年6月底前向支部大会报告结果。` : `\n${nextOrdinal(at.text)}${topic}，根子在我抓落实时只布置、不回看。`;
    } else if (finding.sectionId && kindOf(finding.sectionId) === 'answer') {
      const target = next.find((s) => s.id === finding.sectionId)!;
      target.text = '我的答案只有一件事。今年3月，我把支部每月要交的7张表逐张问了一遍用途，取消4张、合并2张，只留1张考勤表，由我每月从系统导出，不再让教师填写。到10月底，支部为每名党员减少填表约9小时。我在9月的支部大会上请28名党员评价，25人认为有效，3人提出会议仍偏长，我随后把每月例会压到40分钟以内。';
    } else if (finding.sectionId && finding.start !== undefined && finding.end !== undefined) {
      const target = next.find((s) => s.id === finding.sectionId)!;
      target.text = target.text.slice(0, finding.start) + target.text.slice(finding.end);
    }
  }
  next = next.map((s) => ({ ...s, text: s.text.trim() }));
  return next;
}

function withoutLast(text: string, sentences: number): string {
  const parts = text.match(/[^。！？\n]+[。！？\n]*/g) ?? [text];
  return parts.slice(0, Math.max(2, parts.length - sentences)).join('');
}

/** Marker of one more item in the style that the section uses already. */
function nextOrdinal(text: string): string {
  const numbers = ['一', '二', '三', '四', '五', '六', '七', '八'];
  for (const [before, after] of [['（', '）'], ['', '、'], ['', '是']] as const) {
    if (text.includes(`${before}一${after}`)) return `${before}${numbers.find((n) => !text.includes(`${before}${n}${after}`)) ?? '九'}${after}`;
  }
  return '';
}
