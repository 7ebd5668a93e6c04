import type { Form, SectionText } from '../writing.ts';

type Problem = readonly [problem: string, cause: string, measure: string];

const PROBLEMS: readonly Problem[] = [
  ['我到联系点下访不够，全年只去了7次，有2次是走到村口就回', '我把下访当成完成次数，没有带着问题去', '我每月带一个具体问题到联系点住一晚，问题和办结情况由联系点党员签认'],
  ['我对后备力量培养抓得慢，3名培养对象只有1人列席过班子会', '我怕年轻同志出错，关键环节总想自己拿主意', '我从明年1月起让3名培养对象轮流牵头一项重点工作，每季度由本人听一次汇报'],
  ['我对流动党员联系不紧，26名流动党员中有8名全年只通过1次电话', '我把联系流动党员交给了组织委员，自己没有过问', '我本人包联8名流动党员，每两月通话一次，记录交组织委员核对'],
  ['我抓巡察整改有松劲，12条反馈中有2条拖到年底才办结', '我只盯交账时间，没有把整改排进每周例会', '我把余下整改事项列入每周例会第一项，明年3月底前逐条对账销号'],
  ['我主持的组织生活会谈问题不深，有5名党员的发言没有一处提到本人', '我怕伤和气，会前没有逐人谈透', '我在下次组织生活会前与每名党员谈一次，发言提纲由我逐份把关'],
];
const ORDER = ['一是', '二是', '三是'];
/** What the public asked for most, each with why it was hard and what came of it. */
const WISHES = [
  ['集镇东头雨天积水', '难在管网权属不清，两家单位都说不归自己管', '我牵头协调水利、住建两家6次，7月开工、9月完工'],
  ['办事要跑三个窗口', '难在三个站所各有各的系统', '我带着党建办逐项合并事项，8月起改成一个窗口受理'],
  ['老旧楼院没有照明', '难在没有物业，电费没人出', '我请联建单位认领路灯18盏，电费从为民经费里列支'],
  ['早晚接送孩子路口拥堵', '难在学校、交警、商户各有各的难处', '我把几家请到一张桌上谈了3次，错峰方案9月开学就用上了'],
] as const;
const ANSWERS: Readonly<Record<string, (n: number, seed: number) => string>> = {
  'own-team': (n) => `班子应配${n + 3}人，今年实配${n + 3}人，平均年龄比去年小2岁。我牵头补齐了空缺1年的组织委员，3月到岗；与班子成员逐一谈话，全年${n + 4}次，分工清单在公开栏公示，年底由党员逐条评议。`,
  guarantee: (n) => `今年落实党建经费${n * 2 + 9}万元，比去年多2万元。我到财政所争取了活动场所维修款，8月完工，新添座椅${n * 10}把；专职党务工作者由${n - 2}人增加到${n - 1}人。经费开支每季度由我签字、向党员公开一次。`,
  members: (n) => `现有党员${n * 11 + 20}名，今年发展${n - 1}名，其中35岁以下占一半。我给党员讲党课${n}次，全年“三会一课”应到${n * 90}人次，实到${n * 90 - 14}人次；流动党员${n + 5}名，逐人明确了联系人，我本人包联${n - 1}名。`,
  inspection: (n) => `上轮巡察反馈${n + 4}条，已办结${n + 3}条。未办结的1条是旧账清理，我与有关部门商定明年4月底前完成，责任人是我本人。整改情况在9月的党员大会上报告过，应到${n + 30}人，认为属实的${n + 28}人。`,
  'year-burden': (n) => `我把要求填报的${n + 12}张表逐张问用途，取消${n + 3}张、合并4张；微信工作群由${n + 6}个减到5个。9月请${n + 20}名同志评议，认为有效的${n + 17}人。为防反弹，新增报表须经我签字，每季度清理一次。`,
  'year-people': (n, seed) => {
    const [matter, hard, done] = WISHES[seed % WISHES.length]!;
    return `群众反映最强烈的是${matter}。${hard}。${done}，惠及${n * 40 + 60}户。10月我带人入户回访${n + 30}户，${n + 28}户表示满意，余下2户提的意见已记入台账，由我负责答复。`;
  },
};

/** A report in the first person for a county's form; who `skips` puts one answer off with a phrase, which the check of must-answer questions finds. */
export function countyReport(form: Form, name: string, unit: string, seed: number, year: number, skips: boolean): SectionText[] {
  const n = 3 + (seed % 5);
  const chosen = [PROBLEMS[seed % PROBLEMS.length]!, PROBLEMS[(seed * 3 + 1) % PROBLEMS.length]!].filter((one, at, list) => list.indexOf(one) === at);
  const lines = (at: 0 | 1 | 2): string => chosen.map((one, i) => `${ORDER[i]}${one[at]}。`).join('\n');
  const byKind: Readonly<Record<string, string>> = {
    achievements: `${year}年，我牵头研究党建工作${n + 5}次，到基层现场办公${n + 9}次，带头领办的书记项目已办结。${unit}的集中议事日由每季一次改为每月一次，党员到会率由七成提到九成。`,
    carry_over: `去年查摆的两个问题，我逐条对账：第一条5月办结，群众评议满意率${90 + (seed % 8)}％；第二条完成八成，余下部分由我负责，明年3月底前办结。`,
    problems: lines(0),
    causes: lines(1),
    measures: lines(2),
    commitments: chosen.map((_, i) => `${ORDER[i]}我承诺${['每季度向党员大会公开一次整改进度', '上述措施在明年9月底前全部落地，由党员评议'][i]}。`).join('\n'),
    free: `我走访了${n + 6}户，听到最多的是办事跑腿多。`,
  };
  const answer = (id: string): string => (skips && id.endsWith('-q1') ? '这一题按上级要求落实，成效明显。' : (ANSWERS[id.replace('answer-', '')] ?? ANSWERS[id.endsWith('-q1') ? 'year-burden' : 'year-people']!)(n, seed));
  return form.sections.map((section) => ({ id: section.id, text: section.kind === 'answer' ? `${answer(section.id)}${section.id.endsWith('team') ? `这些是${name}在党员大会上报告过的。` : ''}` : (byKind[section.kind] ?? byKind['free']!) }));
}
