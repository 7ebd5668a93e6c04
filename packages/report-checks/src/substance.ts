import { speaksOfSelf } from './person.ts';

const MEASURE = '次|名|人|人次|个|项|篇|门|件|条|场|份|家|户|学时|小时|天|周|月|年|元|万元|台|套|间|张|公里|分|期|届|所|支|组|位|堂|节|页|轮|处|本|盏|平方米';
const FIGURE = new RegExp(`[0-9０-９]|百分之|[一二两三四五六七八九十百千万]{1,5}余?(?:多)?(?:${MEASURE})(?!些|般|样|面|向|体|同|致|定|起|切)`);
const COUNTED = new RegExp(FIGURE.source.replace('[0-9０-９]', '[0-9０-９]+(?:[.,．][0-9０-９]+)*'), 'g');
const NOT_COUNTED = /一(?:个|名|位|项|件|次|年|天|人|起|些|种|方面|支部一策|岗双责|条|体化)|第[一二三四五六七八九十]+(?:个|条|项)?|[一二三四五六七八九十]是|十(?:二|三|四|五|六|七|八|九)大|二十大|二十届|三会一课|两学一做|两个(?:维护|确立)|四个(?:意识|自信)|[（(][一二三四五六七八九十]+[）)]|20\d\d年(?:度)?/g;
const EXAMPLE = /例如|比如|譬如|为例|举个例子|有一次|有一回|那天|当天|当晚|某(?:次|天|位)|一(?:位|名)(?!党员的)|\d{1,2}月|[一二三四五六七八九十]{1,2}月(?!份?通讯)|[\u4e00-\u9fff]{1,2}(?:老师|同学|师傅|教授|副教授|工程师)(?!们|党)|学生[\u4e00-\u9fff]{0,3}“|《[^》]+》课/;

/** Whether a text gives a figure of its own: digits or a counted number; years, set numbers such as 三会一课 and ordinals do not count. */
export function hasFigure(text: string): boolean {
  return FIGURE.test(text.replace(NOT_COUNTED, '　'));
}

/** How many figures of its own a text gives, counted as in `hasFigure`; a run of digits with its separators is one. */
export function countFigures(text: string): number {
  return text.replace(NOT_COUNTED, '　').match(COUNTED)?.length ?? 0;
}

/** Whether a text tells of something that happened: a month, a named person, a case. */
export function hasExample(text: string): boolean {
  return EXAMPLE.test(text);
}

/** Whether a text holds anything that can be checked: a figure, a case, or an act of the writer. */
export function hasSubstance(text: string): boolean {
  return hasFigure(text) || hasExample(text) || speaksOfSelf(text);
}
